using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The end of an executor.</summary>
public sealed class DisposeTests : ExecutorTest
{
    [Fact]
    public void Dispose_drops_every_node_once_children_before_parents()
    {
        Probe a = Add("a"), b = Add("b", [a]);
        Add("c", observerOf: [b]);
        Add("d");

        Runtime.Dispose();
        Runtime.Dispose();

        Assert.Equal(["d:drop", "c:drop", "b:drop", "a:drop"], Log);
        Assert.Equal(0, Executor.NodeCount);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Disposed_executor_refuses_runs_and_verbs_and_still_gives_values()
    {
        Probe a = Add("a");
        RunWith(a);
        Notifier notifier = Executor.CreateNotifier(a);
        Sender<int> sender = Executor.CreateChannel<int>(a, capacity: 1).OpenSender();
        Executor.Yield(a);
        Executor.ScheduleAt(a, Testing.At(1));
        Executor.Spawn(_ => Add("never"));
        Executor.Sweep(a);

        Runtime.Dispose();

        Action[] verbs =
        [
            () => Add("late"),
            () => Executor.Yield(a),
            () => Executor.Sweep(a),
            () => Executor.ScheduleAt(a, Testing.At(1)),
            () => Executor.Spawn(_ => { }),
            () => Runtime.RunCycle(),
        ];
        foreach (Action verb in verbs) Assert.Throws<ObjectDisposedException>(verb);
        notifier.Notify();
        Assert.False(sender.Send(1));
        Assert.Equal(1, a.Value);
        Assert.Equal(["a", "a:drop"], Log);
        Assert.Empty(Executor.Describe().Nodes);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Run_of_a_disposed_runtime_is_refused_before_posted_code_runs()
    {
        Runtime.Post(_ => Log.Add("posted"));

        Runtime.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Runtime.RunCycle());
        Assert.Throws<ObjectDisposedException>(() => Runtime.RunUntilIdle());
        Assert.Empty(Log);
    }

    [Fact]
    public void Dispose_reports_an_OnDrop_that_throws_and_goes_on()
    {
        Add("a");
        Add("b", drop: () => throw new InvalidDataException());

        Runtime.Dispose();

        Assert.Equal(["b:drop", "a:drop"], Log);
        Assert.Equal("b", Assert.Single(Failures).NodeName);
    }

    [Fact]
    public void Dispose_is_refused_everywhere_inside_a_run()
    {
        void TryDispose()
        {
            var error = Assert.Throws<InvalidOperationException>(Runtime.Dispose);
            Assert.Contains("from inside a run", error.Message, StringComparison.Ordinal);
            Log.Add("refused");
        }

        Probe a = Add(
            "a",
            cycle: (ref int _, in CycleContext context) =>
            {
                TryDispose();
                context.RequestEffect();
                context.Spawn(_ => TryDispose());
                return Control.Sweep;
            },
            effect: TryDispose,
            drop: TryDispose);
        Runtime.Post(_ => TryDispose());

        RunWith(a);

        Assert.Equal(["refused", "a", "refused", "a:effect", "refused", "a:drop", "refused", "refused"], Log);
        Runtime.Dispose();
    }

    [Fact]
    public void Dispose_from_OnDrop_of_another_Dispose_is_refused()
    {
        Exception? error = null;
        Add("a", drop: () => error = Record.Exception(Runtime.Dispose));

        Runtime.Dispose();

        Assert.IsType<InvalidOperationException>(error);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Dispose_after_a_run_that_ended_early_drops_what_is_left()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ => throw new InvalidDataException());
            return Control.Terminate;
        });
        Assert.Throws<NodeException>(() => RunWith(a));

        Runtime.Dispose();

        Assert.Equal(["a", "a:drop"], Log);
        Executor.AssertInvariants();
    }

    [Fact]
    public void Hooks_outside_a_run_cannot_start_one()
    {
        var errors = new List<Exception>();
        void TryToRun() => errors.Add(Assert.Throws<InvalidOperationException>(() => Runtime.RunCycle()));
        Add("a", init: (executor, node) => executor.Yield(node));
        Add("b", init: (_, _) => TryToRun(), drop: TryToRun);

        Runtime.Dispose();

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.Contains("inside a run", error.Message, StringComparison.Ordinal));
        Assert.Equal(["b:drop", "a:drop"], Log);
        Executor.AssertInvariants();
    }
}
