using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What each result of a cycle function does, and what counts as a cycle.</summary>
public sealed class ControlTests : ExecutorTest
{
    [Fact]
    public void Unchanged_runs_no_child_and_is_no_mutation()
    {
        Probe a = Add("a", cycle: (ref int value, in CycleContext _) => Return(ref value, Control.Unchanged));
        Add("b", [a]);

        RunWith(a);

        Assert.Equal(["a"], Log);
        Assert.False(Executor.HasMutated(a));
        Assert.Equal(1, a.Value);
    }

    [Fact]
    public void Broadcast_runs_trigger_children_and_lasts_as_mutation_until_the_next_cycle()
    {
        var seen = new List<bool>();
        Probe a = Add("a");
        Add("b", [a], (ref int _, in CycleContext context) => See(seen, context.HasMutated(a)));
        Probe c = Add("c", cycle: (ref int _, in CycleContext context) => See(seen, context.HasMutated(a)));

        Assert.False(Executor.HasMutated(a));
        RunWith(a);
        Assert.True(Executor.HasMutated(a));
        Assert.False(Runtime.RunCycle());
        Assert.True(Executor.HasMutated(a));
        RunWith(c);

        Assert.Equal([true, false], seen);
        Assert.False(Executor.HasMutated(a));
    }

    [Fact]
    public void HasMutated_is_false_before_a_first_broadcast_even_before_the_first_cycle()
    {
        Probe a = Add("a");

        Assert.Equal(0, Executor.Epoch);
        Assert.False(Executor.HasMutated(a));
    }

    [Fact]
    public void HasValue_is_true_from_an_initial_value_or_from_the_first_broadcast()
    {
        var late = Executor.Add(new LateValue());

        Assert.True(Add("a").HasValue);
        Assert.True(
            NodeBuilder.Create(0).Build(Executor, (ref int _, in CycleContext _) => Control.Unchanged).HasValue);
        Assert.False(late.HasValue);
        RunWith(late);
        Assert.False(late.HasValue);
        RunWith(late);
        Assert.True(late.HasValue);
        Assert.Equal("second", late.Value);
    }

    [Fact]
    public void Poll_that_makes_nothing_ready_is_not_a_cycle()
    {
        Probe a = Add("a");

        Assert.False(Runtime.RunCycle());
        Runtime.AdvanceTo(Testing.At(10));

        Assert.Equal(0, Executor.Epoch);
        Assert.Equal(Testing.At(10), Executor.Now);
        RunWith(a);
        Assert.Equal(1, Executor.Epoch);
    }

    [Fact]
    public void Yield_timer_and_notifier_of_nodes_that_left_are_not_a_cycle()
    {
        Probe a = Add("a");
        Notifier notifier = Executor.CreateNotifier(a);
        Executor.Yield(a);
        Executor.ScheduleAt(a, Instant.Epoch);
        Executor.Sweep(a);
        notifier.Notify();

        Assert.False(Runtime.RunCycle());

        Assert.Equal(["a:drop"], Log);
        Assert.Equal(0, Executor.Epoch);
    }

    [Fact]
    public void Terminate_completes_all_five_steps_then_ends_the_run()
    {
        Probe victim = Add("victim");
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.RequestEffect();
            context.Sweep(victim);
            context.Spawn(_ => Log.Add("spawn"));
            return Control.Terminate;
        });
        Add("child of a", [a]);
        Probe later = Add("later");
        Executor.Yield(a);
        Executor.Yield(later);
        Executor.ScheduleAt(later, Testing.At(1));

        Runtime.AdvanceTo(Testing.At(5));

        Assert.Equal(["a", "later", "a:effect", "victim:drop", "spawn"], Log);
        Assert.Equal(Instant.Epoch, Runtime.Now);
    }

    [Fact]
    public void Terminate_leaves_timers_yields_and_state_to_a_later_run()
    {
        Probe stopper = Add("stopper", cycle: (ref int value, in CycleContext context) =>
        {
            context.YieldNow();
            context.ScheduleAt(Testing.At(3));
            return ++value == 1 ? Control.Terminate : Control.Unchanged;
        });
        Executor.Yield(stopper);
        Runtime.RunUntilIdle();
        Assert.Equal(1, stopper.Value);
        Assert.Equal(1, Executor.Epoch);

        Runtime.RunCycle();

        Assert.Equal(2, stopper.Value);
        Assert.Equal(Testing.At(3), Executor.NextTimer);
        Assert.True(Executor.HasPendingWork);
    }

    [Fact]
    public void Terminate_is_no_mutation()
    {
        Probe a = Add("a", cycle: (ref int value, in CycleContext _) => Return(ref value, Control.Terminate));

        RunWith(a);

        Assert.False(Executor.HasMutated(a));
        Assert.Equal(1, a.Value);
    }

    [Fact]
    public void Terminate_of_one_cycle_does_not_end_the_next_run()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext _) => Control.Terminate);
        Probe b = Add("b", cycle: (ref int value, in CycleContext context) =>
        {
            if (++value < 5) context.YieldNow();
            return Control.Unchanged;
        });
        RunWith(a);
        Executor.Yield(b);

        Assert.Equal(5, Runtime.RunUntilIdle());
    }

    [Theory]
    [InlineData(ErrorPolicy.FailFast)]
    [InlineData(ErrorPolicy.Hold)]
    public void Result_that_is_no_member_of_Control_is_a_failure_of_the_node(ErrorPolicy policy)
    {
        Probe a = Add("a", policy: policy, cycle: (ref int value, in CycleContext _) => Return(ref value, (Control)9));

        if (policy == ErrorPolicy.FailFast) Assert.Throws<NodeException>(() => RunWith(a));
        else RunWith(a);

        string message = Assert.Single(Failures).Message;
        Assert.Contains("returned 9, which is no member of Control", message, StringComparison.Ordinal);
        Assert.Contains("Unchanged, Broadcast, Sweep, Terminate", message, StringComparison.Ordinal);
        Assert.Equal(policy == ErrorPolicy.Hold ? 0 : 1, a.Value);
    }

    [Fact]
    public void Now_never_goes_back_when_the_clock_does()
    {
        var clock = new VirtualClock(Testing.At(10));
        var executor = new Executor(clock, new WheelTimerQueue());
        clock.Now = Testing.At(4);
        executor.RunCycle();
        Assert.Equal(Testing.At(10), executor.Now);
        clock.Now = Testing.At(11);

        executor.RunCycle();

        Assert.Equal(Testing.At(11), executor.Now);
    }

    [Fact]
    public void Terminate_of_a_node_that_holds_ends_the_run_and_is_no_failure()
    {
        Probe a = Add(
            "a",
            cycle: (ref int value, in CycleContext context) =>
            {
                context.YieldNow();
                return Return(ref value, Control.Terminate);
            },
            policy: ErrorPolicy.Hold);
        Executor.Yield(a);

        Assert.Equal(1, Runtime.RunUntilIdle());

        Assert.Equal(1, a.Value);
        Assert.Equal(0, a.Failures);
    }

    [Fact]
    public void Terminate_of_several_nodes_ends_the_run_also_where_nothing_else_is_to_do_after_the_nodes()
    {
        Executor.ChecksInvariants = false;
        Probe a = Add("a", cycle: End), b = Add("b", cycle: End);
        Executor.Yield(a);
        Executor.Yield(b);

        Assert.Equal(1, Runtime.RunUntilIdle());
        Assert.Equal(["a", "b"], TakeLog());
        Assert.Equal(1, Runtime.RunUntilIdle());

        Assert.Equal(["a", "b"], Log);

        static Control End(ref int _, in CycleContext context)
        {
            context.YieldNow();
            return Control.Terminate;
        }
    }

    private static Control Return(ref int value, Control control)
    {
        value++;
        return control;
    }

    private static Control See(List<bool> seen, bool what)
    {
        seen.Add(what);
        return Control.Unchanged;
    }

    private sealed class LateValue : Node<string>
    {
        private int _runs;

        protected override Control OnCycle(in CycleContext context)
        {
            if (++_runs == 1) return Control.Unchanged;
            State = "second";
            return Control.Broadcast;
        }
    }
}
