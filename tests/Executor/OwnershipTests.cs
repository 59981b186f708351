using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Outside a run, one thread at a time may use an executor; a second one is refused and harms nothing.
/// </summary>
public sealed class OwnershipTests : ExecutorTest
{
    private readonly ManualResetEventSlim _inside = new(), _leave = new();

    [Fact]
    public void Every_verb_is_refused_while_another_thread_is_inside_one_and_the_node_it_adds_does_not_fail()
    {
        Probe a = Add("a");
        TimerHandle timer = Executor.ScheduleAt(a, Testing.At(9));
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
            () => Executor.Describe(),
            () => Executor.CreateNotifier(a),
            () => Executor.CreateChannel<int>(a, capacity: 1),
            () => Executor.AttachPipe(a, () => Stream.Null),
            () => Executor.Deferred.ApplySweeps(),
            () => Runtime.RunCycle(),
            () => Runtime.RunUntilIdle(),
            () => Runtime.Advance(TimeSpan.FromSeconds(1)),
            () => Runtime.Dispose(),
        ];

        Task<Probe> adding = AddElsewhere((executor, node) => executor.Yield(node));
        InvalidOperationException[] refusals = [.. verbs.Select(Assert.Throws<InvalidOperationException>)];
        Probe added = Finish(adding);
        Runtime.RunUntilIdle();

        Assert.All(refusals, refusal => Assert.Matches(
            @"^Thread \d+ used an executor that thread \d+ is running or using\. .* one thread at a time",
            refusal.Message));
        Assert.Equal((0, 2, true), (added.Failures, Executor.NodeCount, a.IsAlive));
        Assert.Equal(["slow"], Log);
        Assert.Empty(Failures);
        Assert.Equal(1, Executor.PendingTimers);
    }

    [Fact]
    public async Task Live_run_that_starts_while_another_thread_adds_a_node_is_refused_to_its_caller()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park);
        Task<Probe> adding = AddElsewhere((executor, node) => executor.Yield(node), runtime.Executor);

        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.RunAsync());
        Assert.Throws<InvalidOperationException>(() => runtime.Run());
        Probe added = Finish(adding);
        runtime.RunFor(TimeSpan.Zero);

        Assert.Equal((0, 1), (added.Failures, added.Value));
    }

    [Fact]
    public void Two_threads_that_build_at_the_same_time_are_refused_or_served_and_corrupt_nothing()
    {
        const int Tries = 20_000;
        Node root = Add("root");
        var start = new Barrier(participantCount: 2);

        int[] added = Testing.ResultOf(Task.WhenAll(Task.Run(Build), Task.Run(Build)));

        Executor.AssertInvariants();
        Assert.Equal(1 + added.Sum(), Executor.NodeCount);
        RunWith(root);
        Assert.Equal(1 + added.Sum(), Log.Count);

        int Build()
        {
            start.SignalAndWait();
            int count = 0;
            for (int i = 0; i < Tries; i++)
            {
                try
                {
                    Executor.Add(new Probe(Log, null, [root], []) { Name = "child" });
                    count++;
                }
                catch (InvalidOperationException)
                {
                    // refused, as it must be while the other thread is inside a verb
                }
            }

            return count;
        }
    }

    [Fact]
    public void Verb_that_throws_leaves_the_executor_to_other_threads()
    {
        Probe a = Add("a");
        Assert.Throws<ArgumentException>(() => Executor.Add(a));
        Assert.Throws<ArgumentNullException>(() => Executor.Yield(null!));
        Assert.Throws<NodeException>(() => Add("failing", init: (_, _) => throw new InvalidDataException()));

        Testing.AwaitEnd(Task.Run(() => Executor.Describe()));
    }

    [Fact]
    public void Hook_outside_a_run_may_use_verbs_but_neither_run_nor_dispose_what_it_is_in()
    {
        Exception? run = null, disposal = null;

        Probe a = Add("a", init: (executor, node) =>
        {
            executor.Yield(node);
            run = Record.Exception(() => Runtime.RunCycle());
            disposal = Record.Exception(Runtime.Dispose);
            executor.ScheduleAt(node, Testing.At(1));
        });

        Assert.Contains("from a hook", Assert.IsType<InvalidOperationException>(run).Message, StringComparison.Ordinal);
        Assert.Contains(
            "from a hook", Assert.IsType<InvalidOperationException>(disposal).Message, StringComparison.Ordinal);
        Runtime.AdvanceTo(Testing.At(1));
        Assert.Equal(2, a.Value);
    }

    /// <summary>Lets another thread add a node, and returns when it is inside <c>OnInit</c>.</summary>
    private Task<Probe> AddElsewhere(Action<Executor, Probe> afterwards, Executor? executor = null)
    {
        Task<Probe> adding = Task.Run(() => (executor ?? Executor).Add(new Probe(Log, null, [], [])
        {
            Name = "slow",
            AtInit = (home, node) =>
            {
                _inside.Set();
                Assert.True(_leave.Wait(Testing.Patience));
                afterwards(home, node);
            },
        }));
        Assert.True(_inside.Wait(Testing.Patience));
        return adding;
    }

    private Probe Finish(Task<Probe> adding)
    {
        _leave.Set();
        return Testing.ResultOf(adding);
    }
}
