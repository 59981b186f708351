using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Verbs that a running node uses on timers and on other nodes.</summary>
public sealed class CycleContextTests : ExecutorTest
{
    [Fact]
    public void Reschedule_moves_a_pending_timer_of_any_node_and_says_whether_there_was_one()
    {
        TimerHandle timer = default;
        var moved = new List<bool>();
        Probe target = Add("target", init: (executor, node) => timer = executor.ScheduleAt(node, Testing.At(1)));
        Probe mover = Add("mover", cycle: (ref int _, in CycleContext context) =>
        {
            moved.Add(context.Reschedule(timer, Testing.At(3)));
            return Control.Unchanged;
        });

        RunWith(mover);
        Runtime.AdvanceTo(Testing.At(2.9));
        Assert.Equal(0, target.Value);
        Runtime.AdvanceTo(Testing.At(3));
        Assert.Equal(1, target.Value);
        RunWith(mover);

        Assert.Equal([true, false], moved);
        Assert.Equal(0, Executor.PendingTimers);
    }

    [Fact]
    public void Reschedule_to_the_present_or_the_past_makes_the_node_run_in_the_next_cycle()
    {
        TimerHandle timer = default;
        Add("target", init: (executor, node) => timer = executor.ScheduleAt(node, Testing.At(9)));
        Probe mover = Add("mover", cycle: (ref int _, in CycleContext context) =>
        {
            context.Reschedule(timer, Testing.At(-1));
            return Control.Unchanged;
        });

        Executor.Yield(mover);

        Assert.Equal(2, Runtime.RunUntilIdle());
        Assert.Equal(["mover", "target"], Log);
    }

    [Fact]
    public void Yield_makes_another_node_run_once_in_the_next_cycle_and_not_in_this_one()
    {
        Probe first = Add("first");
        Probe running = Add("running");
        Probe last = Add("last");
        Probe asking = Add("asking", [running], (ref int _, in CycleContext context) =>
        {
            foreach (Probe node in new[] { last, first, first }) context.Yield(node);
            return Control.Unchanged;
        });

        RunWith(running);
        Assert.Equal(["running", "asking"], TakeLog());
        Runtime.RunCycle();

        Assert.Equal(["first", "last"], Log);
        Assert.Equal(0, asking.Value);
    }

    [Fact]
    public void Yield_of_a_node_that_has_left_does_nothing_and_of_a_foreign_one_fails()
    {
        Probe gone = Add("gone");
        Node foreign = Testing.NewRuntime().Input(0, "foreign").Node;
        Node target = gone;
        Probe asking = Add("asking", policy: ErrorPolicy.Hold, cycle: (ref int _, in CycleContext context) =>
        {
            context.Yield(target);
            return Control.Unchanged;
        });
        Executor.Sweep(gone);

        RunWith(asking);
        Assert.Equal((0, 0), (Failures.Count, Executor.PendingYields));
        target = foreign;
        RunWith(asking);

        Assert.IsType<ArgumentException>(Assert.Single(Failures).InnerException);
    }
}
