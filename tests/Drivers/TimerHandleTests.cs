using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A handle names one pending timer, and nothing once that has fired or gone.</summary>
public sealed class TimerHandleTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<(string Name, Instant Time)> _fired = [];

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Cancelled_timer_does_not_fire_and_can_be_cancelled_once()
    {
        TimerHandle timer = Executor.ScheduleAt(Add("a"), Testing.At(1));

        Assert.True(Executor.Cancel(timer));
        Assert.False(Executor.Cancel(timer));
        Assert.False(Executor.Reschedule(timer, Testing.At(2)));
        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(_fired);
    }

    [Fact]
    public void Handle_of_another_executor_names_nothing_here()
    {
        var other = Testing.NewRuntime();
        Node<int> stranger = NodeBuilder.Create(0).Build(
            other.Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        Executor.ScheduleAt(Add("a"), Testing.At(1));
        TimerHandle foreign = other.Executor.ScheduleAt(stranger, Testing.At(1));

        Assert.False(Executor.Cancel(foreign));
        Assert.False(Executor.Reschedule(foreign, Testing.At(2)));
        _runtime.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([("a", Testing.At(1))], _fired);
    }

    [Fact]
    public void Pending_timers_yields_and_spawns_are_counted()
    {
        Node a = Add("a");
        Executor.ScheduleAt(a, Testing.At(1));
        Executor.ScheduleAt(a, Testing.At(2));
        Executor.Yield(a);
        Executor.Yield(a);
        Executor.Spawn(static _ => { });

        Assert.Equal((2, 1, 1), (Executor.PendingTimers, Executor.PendingYields, Executor.PendingSpawns));
        _runtime.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1, 0, 0), (Executor.PendingTimers, Executor.PendingYields, Executor.PendingSpawns));
    }

    [Fact]
    public void Cancel_and_Reschedule_answer_false_once_the_timer_has_fired()
    {
        TimerHandle timer = Executor.ScheduleAt(Add("a"), Testing.At(1));
        _runtime.Advance(TimeSpan.FromSeconds(1));

        Assert.False(Executor.Cancel(timer));
        Assert.False(Executor.Reschedule(timer, Testing.At(2)));
        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("a", Testing.At(1))], _fired);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    public void Rescheduled_timer_fires_at_the_new_instant_only(double second)
    {
        TimerHandle timer = Executor.ScheduleAt(Add("a"), Testing.At(2));

        Assert.True(Executor.Reschedule(timer, Testing.At(second)));
        _runtime.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal([("a", Testing.At(second))], _fired);
    }

    [Fact]
    public void Rescheduled_timer_keeps_its_handle()
    {
        TimerHandle timer = Executor.ScheduleAt(Add("a"), Testing.At(2));

        Executor.Reschedule(timer, Testing.At(3));

        Assert.True(Executor.Cancel(timer));
    }

    [Fact]
    public void Default_handle_names_nothing()
    {
        Executor.ScheduleAt(Add("a"), Testing.At(1));

        Assert.False(Executor.Cancel(default));
        Assert.False(Executor.Reschedule(default, Testing.At(2)));
    }

    [Fact]
    public void Old_handle_does_not_name_the_next_timer_of_the_same_node()
    {
        Node<int> node = Add("a");
        TimerHandle old = Executor.ScheduleAt(node, Testing.At(1));
        _runtime.Advance(TimeSpan.FromSeconds(1));
        Executor.ScheduleAt(Add("b"), Testing.At(2)); // another timer, while that of a is idle
        TimerHandle successor = Executor.ScheduleAt(node, Testing.At(3));
        Assert.Equal(old.Index, successor.Index);

        Assert.False(Executor.Cancel(old));
        Assert.False(Executor.Reschedule(old, Testing.At(5)));
        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("a", Testing.At(1)), ("b", Testing.At(2)), ("a", Testing.At(3))], _fired);
    }

    [Fact]
    public void Old_handle_does_not_name_the_timer_of_another_node_that_took_its_place()
    {
        Node<int> node = Add("a");
        TimerHandle old = Executor.ScheduleAt(node, Testing.At(1));
        Executor.ScheduleAt(node, Testing.At(2)); // when it is over, the first one does not stay idle any longer
        _runtime.Advance(TimeSpan.FromSeconds(2));
        TimerHandle successor = Executor.ScheduleAt(Add("b"), Testing.At(3));
        Assert.Equal(old.Index, successor.Index);

        Assert.False(Executor.Cancel(old));
        Assert.False(Executor.Reschedule(old, Testing.At(5)));
        _runtime.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("a", Testing.At(1)), ("a", Testing.At(2)), ("b", Testing.At(3))], _fired);
    }

    [Fact]
    public void Timers_of_a_removed_node_leave_with_it_and_never_wake_its_successor()
    {
        Node<int> node = Add("old"), bystander = Add("bystander");
        TimerHandle timer = Executor.ScheduleAt(node, Testing.At(2));
        Executor.ScheduleAt(bystander, Testing.At(2));
        Executor.ScheduleAt(node, Testing.At(1));
        Executor.ScheduleAt(node, Testing.At(3));
        Executor.Sweep(node);
        _runtime.RunUntilIdle();
        Node<int> successor = Add("new");

        Assert.Equal(node.Id.Slot, successor.Id.Slot);
        Assert.False(Executor.Cancel(timer));
        _runtime.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal([("bystander", Testing.At(2))], _fired);
    }

    [Fact]
    public void Timer_asked_for_a_removed_node_names_nothing()
    {
        Node<int> node = Add("a");
        Executor.Sweep(node);
        _runtime.RunUntilIdle();

        TimerHandle timer = Executor.ScheduleAt(node, Testing.At(1));

        Assert.Equal(default, timer);
        Assert.False(Executor.Cancel(timer));
    }

    [Fact]
    public void Timer_asked_by_a_node_that_leaves_in_that_cycle_never_fires()
    {
        Node<int> node = Add("a", (in CycleContext context) =>
        {
            context.ScheduleAfter(TimeSpan.FromSeconds(1));
            context.Sweep(context.Current);
        });
        Executor.Yield(node);

        _runtime.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal([("a", Instant.Epoch)], _fired);
        Assert.Equal(Instant.MaxValue, Executor.NextTimer);
    }

    [Fact]
    public void Timer_can_be_cancelled_from_inside_a_cycle_by_any_node()
    {
        TimerHandle timer = Executor.ScheduleAt(Add("victim"), Testing.At(2));
        bool cancelled = false;
        Node<int> canceller = Add("canceller", (in CycleContext context) => cancelled = context.Cancel(timer));
        Executor.ScheduleAt(canceller, Testing.At(1));

        _runtime.Advance(TimeSpan.FromSeconds(9));

        Assert.True(cancelled);
        Assert.Equal([("canceller", Testing.At(1))], _fired);
    }

    private Node<int> Add(string name, ActionInCycle? action = null) => NodeBuilder.Create(0).Named(name).Build(
        Executor,
        (ref int _, in CycleContext context) =>
        {
            _fired.Add((name, context.Now));
            action?.Invoke(in context);
            return Control.Unchanged;
        });
}
