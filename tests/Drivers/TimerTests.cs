using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>When timers wake their nodes, and when they no longer do.</summary>
public sealed class TimerTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<(string Name, Instant Time, long Epoch)> _fired = [];

    [Fact]
    public void Timer_fires_at_its_exact_instant_and_once()
    {
        _runtime.Executor.ScheduleAt(Add("a"), new Instant(1_234_567_891));

        _runtime.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([("a", new Instant(1_234_567_891), 1L)], _fired);
    }

    [Fact]
    public void Timer_one_nanosecond_after_the_target_does_not_fire_and_at_the_target_does()
    {
        _runtime.Executor.ScheduleAt(Add("a"), new Instant(1_000_000_001));

        _runtime.AdvanceTo(new Instant(1_000_000_000));
        Assert.Empty(_fired);
        _runtime.AdvanceTo(new Instant(1_000_000_001));

        Assert.Equal([("a", new Instant(1_000_000_001), 1L)], _fired);
    }

    [Fact]
    public void Timers_of_one_instant_share_a_cycle_in_creation_order_whatever_the_order_of_registration()
    {
        Node<int> source = Add("source"), middle = Add("middle", source), last = Add("last", middle);

        foreach (Node node in new[] { last, source, middle }) _runtime.Executor.ScheduleAt(node, Testing.At(1));
        _runtime.Advance(TimeSpan.FromSeconds(1));

        Instant due = Testing.At(1);
        Assert.Equal([("source", due, 1L), ("middle", due, 1L), ("last", due, 1L)], _fired);
    }

    [Fact]
    public void Timers_fire_in_order_of_their_instants_whatever_the_order_of_registration()
    {
        Node<int> node = Add("a");

        foreach (int second in new[] { 5, 1, 4, 2, 3 }) _runtime.Executor.ScheduleAt(node, Testing.At(second));
        _runtime.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal([1, 2, 3, 4, 5], _fired.Select(f => (f.Time - Instant.Epoch).TotalSeconds));
    }

    [Fact]
    public void Timers_of_one_and_two_seconds_tick_to_ten_with_the_end_included()
    {
        AddTicker("one", TimeSpan.FromSeconds(1));
        AddTicker("two", TimeSpan.FromSeconds(2));

        _runtime.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Enumerable.Range(1, 10).Select(i => Testing.At(i)), TimesOf("one"));
        Assert.Equal(Enumerable.Range(1, 5).Select(i => Testing.At(2 * i)), TimesOf("two"));
        Assert.Equal(10, _runtime.Executor.Epoch);
    }

    [Theory]
    [InlineData(10_000, 120_000, 12)] // every 10 µs to 120 µs, the end included; nothing trails behind it
    [InlineData(100_000, 305_000, 3)]
    public void Timers_of_microseconds_fire_on_their_exact_grid(long periodNs, long endNs, int count)
    {
        AddTicker("a", TimeSpan.FromMicroseconds(periodNs / 1000.0));

        _runtime.AdvanceTo(new Instant(endNs));

        Assert.Equal(Enumerable.Range(1, count).Select(i => new Instant(i * periodNs)), TimesOf("a"));
    }

    [Fact]
    public void Timer_set_between_cycles_for_the_past_fires_in_the_next_cycle()
    {
        _runtime.Advance(TimeSpan.FromSeconds(5));

        _runtime.Executor.ScheduleAt(Add("a"), Testing.At(1));

        Assert.True(_runtime.RunCycle());
        Assert.Equal([("a", Testing.At(5), 1L)], _fired);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Timer_set_inside_a_cycle_for_now_or_the_past_fires_in_the_next_cycle_at_the_same_instant(int second)
    {
        Node<int> node = Add("a", (in CycleContext context) =>
        {
            if (context.Epoch == 1) context.ScheduleAt(context.Now + TimeSpan.FromSeconds(second));
        });
        _runtime.Executor.ScheduleAt(node, Testing.At(3));

        _runtime.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([("a", Testing.At(3), 1L), ("a", Testing.At(3), 2L)], _fired);
    }

    [Fact]
    public void ScheduleAfter_counts_from_the_now_of_the_cycle()
    {
        Node<int> node = Add("a", (in CycleContext context) =>
        {
            if (context.Epoch == 1) context.ScheduleAfter(TimeSpan.FromSeconds(0.5));
        });
        _runtime.Executor.ScheduleAt(node, Testing.At(1));

        _runtime.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([Testing.At(1), Testing.At(1.5)], TimesOf("a"));
    }

    [Fact]
    public void Value_delayed_by_timers_comes_out_that_much_later()
    {
        Node<int> node = Add("delay");
        foreach (int second in new[] { 0, 7, 12, 15 })
            _runtime.Executor.ScheduleAt(node, Testing.At(second) + TimeSpan.FromSeconds(2));

        _runtime.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([Testing.At(2), Testing.At(9), Testing.At(14), Testing.At(17)], TimesOf("delay"));
    }

    [Fact]
    public void Input_and_timer_of_one_instant_share_a_cycle_in_which_the_input_is_there()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        var seen = new List<int>();
        Node<int> node = NodeBuilder.Create(0).ObserverOf(input.Node).Build(
            _runtime.Executor,
            (ref int _, in CycleContext _) =>
            {
                seen.Add(input.Node.Value);
                return Control.Unchanged;
            });
        _runtime.Executor.ScheduleAt(node, Instant.Epoch);

        input.Push(7);
        _runtime.RunUntilIdle();

        Assert.Equal([7], seen);
    }

    [Fact]
    public void Timer_at_the_end_of_time_never_fires()
    {
        _runtime.Executor.ScheduleAt(Add("a"), Instant.MaxValue);

        _runtime.Advance(TimeSpan.FromDays(365 * 200));

        Assert.Empty(_fired);
    }

    private IEnumerable<Instant> TimesOf(string name) => _fired.Where(f => f.Name == name).Select(f => f.Time);

    private Node<int> Add(string name, Node parent) => Add(name, null, parent);

    private Node<int> Add(string name, ActionInCycle? action = null, params ReadOnlySpan<Node> parents) =>
        NodeBuilder.Create(0).Named(name).TriggeredBy(parents).Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                _fired.Add((name, context.Now, context.Epoch));
                action?.Invoke(in context);
                return Control.Unchanged;
            });

    private void AddTicker(string name, TimeSpan period)
    {
        Node<int> node = Add(name, (in CycleContext context) => context.ScheduleAfter(period));
        _runtime.Executor.ScheduleAt(node, Instant.Epoch + period);
    }
}
