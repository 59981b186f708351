using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>How live runs start and end.</summary>
public sealed class RealtimeRunTests
{
    public static TheoryData<ExecutionMode> Modes => [ExecutionMode.Spin, ExecutionMode.Park];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Run_ends_when_a_node_terminates_and_a_second_run_goes_on_with_state_and_yields(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        Node<int> node = AddYielding(runtime, terminateEvery: 3);

        runtime.Run();
        Assert.Equal((3, 3L), (node.Value, runtime.Executor.Epoch));
        runtime.Run();

        Assert.Equal((6, 6L), (node.Value, runtime.Executor.Epoch));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task RunAsync_runs_on_a_thread_of_its_own_until_Stop(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        int here = Environment.CurrentManagedThreadId;
        var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Post(_ => ran.SetResult(Environment.CurrentManagedThreadId));

        Task run = runtime.RunAsync();
        Assert.NotEqual(here, await ran.Task.WaitAsync(Testing.Patience));
        Assert.False(run.IsCompleted);
        runtime.Stop();

        await run.WaitAsync(Testing.Patience);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Cancellation_ends_a_run_normally(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        using var cancellation = new CancellationTokenSource();
        Task run = runtime.RunAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await run.WaitAsync(Testing.Patience);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Run_with_a_cancelled_token_runs_no_cycle(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        AddYielding(runtime, terminateEvery: 1);

        runtime.Run(new CancellationToken(canceled: true));

        Assert.Equal(0, runtime.Executor.Epoch);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Stop_before_a_run_does_nothing(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        Node<int> node = AddYielding(runtime, terminateEvery: 2);

        runtime.Stop();
        runtime.Run();

        Assert.Equal(2, node.Value);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Run_after_a_stopped_one_goes_on(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        Task run = runtime.RunAsync();
        runtime.Stop();
        await run.WaitAsync(Testing.Patience);
        Node<int> node = AddYielding(runtime, terminateEvery: 2);

        runtime.Run();

        Assert.Equal(2, node.Value);
    }

    [Fact]
    public void Stop_from_inside_a_cycle_ends_the_run_after_that_cycle()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park);
        Node<int> first = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            runtime.Stop();
            context.YieldNow();
            return Control.Broadcast;
        });
        Node<int> second = NodeBuilder.Create(0).TriggeredBy(first).Build(
            runtime.Executor,
            (ref int runs, in CycleContext _) =>
            {
                runs++;
                return Control.Unchanged;
            });
        runtime.Executor.Yield(first);

        runtime.Run();

        Assert.Equal((1, 1), (first.Value, second.Value));
    }

    [Fact]
    public async Task Run_while_running_is_refused_on_the_same_and_on_another_thread()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park);
        var inside = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Post(_ => inside.SetResult(Assert.Throws<InvalidOperationException>(() => runtime.Run())));

        Task run = runtime.RunAsync();
        Exception error = await inside.Task.WaitAsync(Testing.Patience);

        Assert.Contains("is running already", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => runtime.Run());
        Assert.Throws<InvalidOperationException>(() => runtime.RunFor(TimeSpan.Zero));
        await Assert.ThrowsAsync<InvalidOperationException>(() => runtime.RunAsync());
        runtime.Stop();
        await run.WaitAsync(Testing.Patience);
    }

    [Fact]
    public async Task Verbs_from_another_thread_are_refused_while_it_runs_and_values_can_be_read()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park);
        FrameReader node = runtime.Executor.Add(new FrameReader()); // nothing wakes it
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Post(_ => started.SetResult());

        Task run = runtime.RunAsync();
        await started.Task.WaitAsync(Testing.Patience);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => runtime.Executor.Yield(node));
        Assert.Contains("Runtime.Post", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, node.Value);
        runtime.Stop();
        await run.WaitAsync(Testing.Patience);
    }

    [Fact]
    public async Task RunAsync_fails_with_the_exception_of_the_node_and_later_runs_with_the_first_error()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park);
        Node<int> node = NodeBuilder.Create(0).Build(
            runtime.Executor, (ref int _, in CycleContext _) => throw new ArithmeticException("as the test wants"));
        runtime.Executor.Yield(node);

        NodeException first = await Assert.ThrowsAsync<NodeException>(
            () => runtime.RunAsync().WaitAsync(Testing.Patience));

        Assert.Same(first, Assert.Throws<NodeException>(() => runtime.Run()));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Dispose_while_running_ends_the_run_and_drops_every_node(ExecutionMode mode)
    {
        RealtimeRuntime runtime = New(mode);
        int drops = 0;
        NodeBuilder.Create(0).OnDrop(_ => drops++).Build(
            runtime.Executor, (ref int _, in CycleContext _) => Control.Unchanged);
        Task run = runtime.RunAsync();

        runtime.Dispose();
        runtime.Dispose();

        await run.WaitAsync(Testing.Patience);
        Assert.Equal((1, 0), (drops, runtime.Executor.NodeCount));
        Assert.Throws<ObjectDisposedException>(() => runtime.Run());
    }

    [Fact]
    public void Dispose_by_posted_code_or_a_node_of_the_same_runtime_is_refused()
    {
        RealtimeRuntime runtime = New(ExecutionMode.Park);
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext _) =>
        {
            Assert.Throws<InvalidOperationException>(runtime.Dispose);
            return Control.Terminate;
        });
        runtime.Executor.Yield(node);
        runtime.Post(_ => Assert.Throws<InvalidOperationException>(runtime.Dispose));

        runtime.Run();

        Assert.True(node.IsAlive);
    }

    [Fact]
    public void Negative_durations_and_undefined_modes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => New(ExecutionMode.Spin).RunFor(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(
            "SpinAhead", () => new RealtimeRuntime(ExecutionMode.Spin) { SpinAhead = TimeSpan.MinValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealtimeRuntime((ExecutionMode)9));
    }

    private static RealtimeRuntime New(ExecutionMode mode) => new RealtimeRuntime(mode).Checked();

    private static Node<int> AddYielding(RealtimeRuntime runtime, int terminateEvery)
    {
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            runs++;
            context.YieldNow();
            return runs % terminateEvery == 0 ? Control.Terminate : Control.Unchanged;
        });
        runtime.Executor.Yield(node);
        return node;
    }
}
