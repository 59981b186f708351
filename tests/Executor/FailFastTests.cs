using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The error of a <see cref="ErrorPolicy.FailFast"/> node, and the verbs that still work after it.</summary>
public sealed class FailFastTests : ExecutorTest
{
    [Fact]
    public void FailFast_error_names_node_id_epoch_time_and_mutated_parents_and_keeps_the_inner_exception()
    {
        Probe quiet = Add("quiet"), a = Add("a"), b = Add("b");
        Probe mid = Add("mid", [quiet, a], Fail, observerOf: [b]);
        Executor.ScheduleAt(b, Testing.At(1));
        Executor.ScheduleAt(a, Testing.At(1.5));
        Executor.ScheduleAt(b, Testing.At(1.5));

        var error = Assert.Throws<NodeException>(() => Runtime.AdvanceTo(Testing.At(2)));

        Assert.Equal(
            "node 'mid' (#3.1) failed in its cycle function in epoch 2 at 1970-01-01T00:00:01.5Z, "
            + "woken in the cycle in which "
            + "node 'a' (#1.1), node 'b' (#2.1) had mutated: InvalidDataException: out of range "
            + "The run ends and the executor stays faulted (policy FailFast).",
            error.Message);
        Assert.Equal(mid.Id, error.NodeId);
        Assert.Equal("mid", error.NodeName);
        Assert.Equal(ErrorPolicy.FailFast, error.Policy);
        Assert.Equal(2, error.Epoch);
        Assert.Equal(Testing.At(1.5), error.Now);
        Assert.Equal("out of range", Assert.IsType<InvalidDataException>(error.InnerException).Message);
        Assert.Contains(nameof(Fail), error.InnerException.StackTrace, StringComparison.Ordinal);
        Assert.Equal(1, mid.Failures);
    }

    [Fact]
    public void FailFast_error_of_a_node_without_mutated_parents_says_what_may_have_woken_it()
    {
        Probe a = Add("a", cycle: Fail);

        var error = Assert.Throws<NodeException>(() => RunWith(a));

        Assert.Contains(", woken by an input, a timer or a yield: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailFast_cycle_runs_no_further_node_and_has_no_effects_removals_or_spawns()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.RequestEffect();
            context.Spawn(_ => Log.Add("spawn"));
            return Control.Broadcast;
        });
        Probe b = Add("b", cycle: (ref int _, in CycleContext _) => Control.Sweep);
        Probe c = Add("c", [a], Fail);
        Probe d = Add("d", [a]);

        Assert.Throws<NodeException>(() => RunWith(a, b));

        Assert.Equal(["a", "b", "c"], Log);
        Assert.Equal(4, Executor.NodeCount);
        Assert.True(b.IsAlive && c.IsAlive && d.IsAlive);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Router_of_a_faulted_executor_refuses_to_remove_an_output_and_to_hand_out_one_that_exists()
    {
        Router<int, int> router = Runtime.AddBurstInput<int>("source").RouteBy(static item => item);
        router.Route(1);
        NodeException error = Assert.Throws<NodeException>(() => RunWith(Add("a", cycle: Fail)));

        Assert.Equal(error.Message, Assert.Throws<NodeException>(() => router.Route(1)).Message);
        Assert.Equal(error.Message, Assert.Throws<NodeException>(() => router.Remove(2)).Message);
    }

    [Fact]
    public void Faulted_executor_throws_the_first_error_from_run_and_every_verb()
    {
        Probe a = Add("a");
        TimerHandle timer = Executor.ScheduleAt(a, Testing.At(9));
        NodeException first = Fault();

        Action[] verbs =
        [
            () => Add("late"),
            () => Executor.Yield(a),
            () => Executor.Sweep(a),
            () => Executor.ScheduleAt(a, Testing.At(1)),
            () => Executor.Cancel(timer),
            () => Executor.Reschedule(timer, Testing.At(1)),
            () => Executor.Spawn(_ => { }),
            () => Executor.Spawn(1, (_, _) => { }),
            () => Executor.CreateNotifier(a),
            () => Executor.CreateChannel<int>(a, capacity: 1),
            () => Runtime.RunCycle(),
            () => Runtime.RunUntilIdle(),
            () => Runtime.Advance(TimeSpan.FromSeconds(1)),
        ];

        foreach (Action verb in verbs)
        {
            Assert.Same(first, Assert.Throws<NodeException>(verb));
            Assert.Same(first, Assert.Throws<NodeException>(verb));
        }

        Assert.Single(Failures);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Fault_that_posted_code_swallows_ends_the_run_before_any_node_runs()
    {
        Probe a = Add("a");
        Executor.Yield(a);
        Executor.NodeFailed += _ => throw new FormatException();
        InvalidOperationException? swallowed = null;
        Runtime.Post(_ => swallowed = Assert.Throws<InvalidOperationException>(
            () => Add("held", policy: ErrorPolicy.Hold, init: (_, _) => throw new InvalidDataException())));

        var error = Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle());

        Assert.Same(swallowed, error);
        Assert.DoesNotContain("a", Log);
    }

    [Fact]
    public void Faulted_executor_still_gives_values_descriptions_and_can_be_disposed()
    {
        Probe a = Add("a");
        RunWith(a);
        Fault();

        Assert.Equal(1, a.Value);
        Assert.True(a.HasValue);
        Assert.False(Executor.HasMutated(a));
        Assert.Equal(2, Executor.Epoch);
        Assert.Equal(["a", "failing"], Executor.Describe().Nodes.Select(node => node.Name));
        Assert.Contains("failing", Executor.Describe().ToDot(), StringComparison.Ordinal);
        Log.Clear();
        Runtime.Dispose();

        Assert.Equal(["failing:drop", "a:drop"], Log);
        Assert.Equal(1, a.Value);
        Assert.Empty(Executor.Describe().Nodes);
        Executor.AssertInvariants();
        Assert.Throws<NodeException>(() => Runtime.RunCycle());
    }

    [Fact]
    public void Faulted_executor_drops_nodes_doomed_in_the_failed_cycle_once_when_disposed()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext _) => Control.Sweep);
        Add("child", observerOf: [a]);
        Probe b = Add("b", cycle: Fail);
        Assert.Throws<NodeException>(() => RunWith(a, b));

        Runtime.Dispose();

        Assert.Equal(["a", "b", "b:drop", "child:drop", "a:drop"], Log);
        Assert.False(a.IsAlive);
    }

    [Fact]
    public void Faulted_executor_refuses_items_and_ignores_notifications()
    {
        Probe a = Add("a");
        Notifier notifier = Executor.CreateNotifier(a);
        Sender<int> sender = Executor.CreateChannel<int>(a, capacity: 1).OpenSender();
        Fault();

        notifier.Notify();

        Assert.False(sender.TrySend(1));
        Assert.False(sender.Send(1));
    }

    [Fact]
    public void Earlier_failures_of_the_same_cycle_are_reported_before_the_run_throws()
    {
        Probe held = Add("held", cycle: Fail, policy: ErrorPolicy.Hold);
        Probe swept = Add("swept", cycle: Fail, policy: ErrorPolicy.Sweep);
        Probe failing = Add("failing", cycle: Fail);
        Probe never = Add("never", cycle: Fail, policy: ErrorPolicy.Hold);

        Assert.Throws<NodeException>(() => RunWith(held, swept, failing, never));

        Assert.Equal(["held", "swept", "failing"], Failures.Select(failure => failure.NodeName));
        Assert.Equal(0, never.Failures);
    }

    private static Control Fail(ref int value, in CycleContext context) =>
        throw new InvalidDataException("out of range");

    private NodeException Fault()
    {
        Probe failing = Add("failing", cycle: Fail);
        return Assert.Throws<NodeException>(() => RunWith(failing));
    }
}
