using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Code that runs between cycles, from any thread.</summary>
public sealed class PostTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly List<int> _ran = [];

    [Fact]
    public void Posted_code_runs_between_cycles_in_the_order_posted()
    {
        for (int i = 0; i < 5; i++)
        {
            int index = i;
            _runtime.Post(_ => _ran.Add(index));
        }

        Assert.False(_runtime.RunCycle()); // not a cycle
        Assert.Equal([0, 1, 2, 3, 4], _ran);
    }

    [Fact]
    public void Posted_code_may_build_and_what_it_adds_runs_in_the_next_cycle()
    {
        _runtime.Post(executor => executor.Yield(NodeBuilder.Create(0).Build(executor, (ref int _, in CycleContext _) =>
        {
            _ran.Add(1);
            return Control.Unchanged;
        })));

        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal([1], _ran);
    }

    [Fact]
    public void Code_posted_by_posted_code_waits_for_the_next_time()
    {
        _runtime.Post(_ =>
        {
            _ran.Add(1);
            _runtime.Post(_ => _ran.Add(2));
        });

        _runtime.RunCycle();
        Assert.Equal([1], _ran);
        _runtime.RunCycle();

        Assert.Equal([1, 2], _ran);
    }

    [Fact]
    public void Posted_code_that_throws_ends_the_run_and_what_was_posted_after_it_is_not_lost()
    {
        _runtime.Post(_ => _ran.Add(1));
        _runtime.Post(_ => throw new ArithmeticException("as the test wants"));
        _runtime.Post(_ => _ran.Add(3));

        ArithmeticException error = Assert.Throws<ArithmeticException>(() => _runtime.RunCycle());
        Assert.Equal("as the test wants", error.Message);
        Assert.Equal([1], _ran);
        _runtime.RunCycle();

        Assert.Equal([1, 3], _ran);
    }

    [Fact]
    public void Posts_of_each_thread_run_in_its_order_and_none_is_lost()
    {
        const int Threads = 4, Each = 5_000;
        var runtime = new RealtimeRuntime(ExecutionMode.Park).Checked();
        var ran = new List<(int Thread, int Number)>();

        Task run = runtime.RunAsync();
        Task[] posting = [.. Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                int number = i;
                runtime.Post(_ => ran.Add((thread, number)));
            }
        }))];
        Testing.AwaitEnd(posting);
        runtime.Post(_ => runtime.Stop());
        Testing.AwaitEnd(run);

        Assert.Equal(Threads * Each, ran.Count);
        for (int thread = 0; thread < Threads; thread++)
            Assert.Equal(Enumerable.Range(0, Each), ran.Where(r => r.Thread == thread).Select(r => r.Number));
    }

    [Fact]
    public void Code_posted_before_a_historical_run_runs_at_its_start()
    {
        var runtime = new HistoricalRuntime(Testing.At(3), Testing.At(5)).Checked();
        Instant? ranAt = null;
        runtime.Post(executor => ranAt = executor.Now);

        runtime.Run();

        Assert.Equal(Testing.At(3), ranAt);
    }

    [Theory]
    [InlineData(ExecutionMode.Spin)]
    [InlineData(ExecutionMode.Park)]
    public void Stop_or_cancellation_by_posted_code_ends_the_run_without_a_further_cycle(ExecutionMode mode)
    {
        foreach (bool stops in new[] { true, false })
        {
            var runtime = new RealtimeRuntime(mode).Checked();
            Input<int> input = runtime.AddInput("input", 0);
            using var cancellation = new CancellationTokenSource();
            runtime.Post(executor =>
            {
                executor.Yield(input);
                if (stops) runtime.Stop();
                else cancellation.Cancel();
            });

            runtime.Run(cancellation.Token);

            Assert.Equal((0, 1), (runtime.Executor.Epoch, runtime.Executor.PendingYields));
        }
    }

    [Fact]
    public void Cancellation_by_posted_code_ends_a_historical_run_without_a_cycle()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)).Checked();
        runtime.AddSource("source", [new Timestamped<int>(Testing.At(1), 1)], 0);
        using var cancellation = new CancellationTokenSource();
        runtime.Post(_ => cancellation.Cancel());

        runtime.Run(cancellation.Token);

        Assert.Equal(0, runtime.Executor.Epoch);
    }

    [Fact]
    public void Post_after_dispose_is_refused_and_what_waited_is_counted_and_never_runs()
    {
        _runtime.Post(_ => _ran.Add(1));
        _runtime.Post(_ => _ran.Add(2));
        Assert.Equal(2, _runtime.PendingPosts);

        _runtime.Dispose();
        var error = Assert.Throws<ObjectDisposedException>(() => _runtime.Post(_ => _ran.Add(3)));

        Assert.Equal(
            "Code was posted to a runtime that is disposed, and will not run. 2 posted before never ran.",
            error.Message.Split(Environment.NewLine)[0]);
        Assert.Equal(2, _runtime.PendingPosts);
        Assert.Empty(_ran);
    }

    [Fact]
    public void Post_by_OnDrop_during_a_disposal_is_refused_and_reported()
    {
        var failures = new List<NodeException>();
        _runtime.Executor.NodeFailed += failures.Add;
        NodeBuilder.Create(0).OnDrop(_ => _runtime.Post(_ => _ran.Add(1))).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => Control.Unchanged);

        _runtime.Dispose();

        Assert.IsType<ObjectDisposedException>(Assert.Single(failures).InnerException);
        Assert.Equal(0, _runtime.PendingPosts);
    }

    [Fact]
    public void Post_after_a_fault_throws_the_fault_which_says_how_much_never_ran()
    {
        Node<int> failing = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
        {
            for (int i = 0; i < 3; i++) _runtime.Post(_ => _ran.Add(1));
            throw new InvalidDataException("bad");
        });
        _runtime.Executor.Yield(failing);

        var fault = Assert.Throws<NodeException>(() => _runtime.RunCycle());

        Assert.EndsWith("(policy FailFast). Posts that never ran: 3.", fault.Message, StringComparison.Ordinal);
        Assert.Same(fault, Assert.Throws<NodeException>(() => _runtime.Post(_ => _ran.Add(2))));
        Assert.Same(fault, Testing.ResultOf(Task.Run(() => Record.Exception(() => _runtime.Post(_ => _ran.Add(2))))));
        _runtime.Dispose();
        Assert.Equal(3, _runtime.PendingPosts);
        Assert.Empty(_ran);
    }

    [Fact]
    public void Post_during_a_historical_run_is_for_its_own_thread_only()
    {
        var runtime = new HistoricalRuntime(Testing.At(3), Testing.At(5)).Checked();
        Exception? refusal = null;
        Input<int> input = runtime.AddInput("input", 0);
        runtime.Feed(input, [new Timestamped<int>(Testing.At(4), 1), new Timestamped<int>(Testing.At(5), 2)]);
        input.ForEach(value =>
        {
            refusal = Testing.ResultOf(Task.Run(() => Record.Exception(() => runtime.Post(_ => _ran.Add(-1)))));
            runtime.Post(_ => _ran.Add(value));
        });

        runtime.Run();

        Assert.StartsWith(
            "Code was posted to a historical run from outside of it. It would run at another cycle each time",
            Assert.IsType<InvalidOperationException>(refusal).Message,
            StringComparison.Ordinal);
        Assert.Equal([1, 2], _ran);
    }

    [Fact]
    public void Post_after_a_historical_run_is_refused_since_it_can_be_run_once()
    {
        var runtime = new HistoricalRuntime(Testing.At(3), Testing.At(5)).Checked();
        runtime.Run();

        Assert.Throws<InvalidOperationException>(() => runtime.Post(_ => _ran.Add(1)));
        Assert.Equal(0, runtime.PendingPosts);
    }

    [Fact]
    public void Posts_that_race_with_a_disposal_run_or_are_counted_or_are_refused()
    {
        for (int attempt = 0; attempt < 50; attempt++)
        {
            var runtime = new RealtimeRuntime(ExecutionMode.Spin).Checked();
            int ran = 0;
            Task run = runtime.RunAsync();
            Task<int> accepted = Task.Run(() =>
            {
                int count = 0;
                while (Record.Exception(() => runtime.Post(_ => ran++)) is null) count++;
                return count;
            });
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) > 0, Testing.Patience));

            runtime.Dispose();
            Testing.AwaitEnd(run);

            Assert.Equal(Testing.ResultOf(accepted), ran + runtime.PendingPosts);
        }
    }

    [Fact]
    public void Posted_code_cannot_dispose_its_own_runtime()
    {
        _runtime.Post(_ => _runtime.Dispose());

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _runtime.RunCycle());
        Assert.Contains("cannot be disposed from inside a run of it", error.Message, StringComparison.Ordinal);
    }
}
