using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Whose the executor is around the start and the end of a live run on a thread of its own.</summary>
public sealed class RealtimeClaimTests
{
    [Theory]
    [InlineData(ExecutionMode.Park)]
    [InlineData(ExecutionMode.Spin)]
    public async Task Executor_belongs_to_the_run_from_the_return_of_RunAsync_until_its_task_has_ended(
        ExecutionMode mode)
    {
        RealtimeRuntime runtime = new RealtimeRuntime(mode).Checked();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext _) => default);
        for (int i = 0; i < 100; i++)
        {
            Task run = runtime.RunAsync();
            Exception? refusal = Record.Exception(() => runtime.Executor.Yield(node));
            runtime.Stop();
            await run.WaitAsync(Testing.Patience);

            Assert.IsType<InvalidOperationException>(refusal);
            runtime.Executor.Yield(node);
        }
    }

    [Fact]
    public async Task Run_that_cannot_start_leaves_the_executor_to_any_thread()
    {
        var runtime = new RealtimeRuntime(ExecutionMode.Park);
        Feedback<int> loop = runtime.Executor.Add(new Feedback<int>(0));

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => runtime.RunAsync().WaitAsync(Testing.Patience));
        runtime.Executor.Sweep(loop);
        runtime.RunFor(TimeSpan.Zero);

        Assert.Contains("was never bound", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, runtime.Executor.NodeCount);
    }
}
