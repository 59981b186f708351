using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Background work of a live runtime: on the pool, ended with the run.</summary>
[Trait("Category", "WallTime")]
public sealed class RealtimeWorkTests
{
    [Theory]
    [InlineData(ExecutionMode.Park)]
    [InlineData(ExecutionMode.Spin)]
    public void Work_runs_on_another_thread_and_gives_the_values_that_virtual_time_gives(ExecutionMode mode)
    {
        const int Count = 1_000;
        List<int> expected = [.. Enumerable.Range(1, Count).Select(value => value * value)];
        var test = new TestRuntime();
        List<int> virtually = Build(test, last: null, out Input<int> tested);
        for (int i = 1; i <= Count; i++) test.Push(tested, i);
        test.RunUntilIdle();

        using var live = new RealtimeRuntime(mode);
        List<int> really = Build(live, last: Count * Count, out Input<int> input);
        using Sender<int> sender = live.OpenSender(input, capacity: 16);
        Task run = live.RunAsync();
        for (int i = 1; i <= Count; i++) sender.Send(i);
        Testing.AwaitEnd(run);

        Assert.Equal(expected, virtually);
        Assert.Equal(expected, really);

        static List<int> Build(Runtime runtime, int? last, out Input<int> input)
        {
            var results = new List<int>();
            input = runtime.AddInput<int>("input");
            Node<int> squares = input.SelectAsync(
                async (value, _) =>
                {
                    await Task.Yield();
                    return value * value;
                },
                Overlap.Queue.WithLimit(Count));
            squares.ForEach(results.Add);
            NodeBuilder.Create(0).TriggeredBy(squares).Build(
                runtime.Executor,
                (ref int _, in CycleContext _) => squares.Value == last ? Control.Terminate : Control.Unchanged);
            return results;
        }
    }

    [Fact]
    public void Work_in_flight_is_cancelled_when_the_run_ends_and_its_end_enters_the_next_run()
    {
        using var live = new RealtimeRuntime(ExecutionMode.Park);
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        Input<int> input = live.AddInput<int>("input");
        Node<int> results = input.SelectAsync(
            async (value, cancellation) =>
            {
                started.SetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
                finally
                {
                    ended.SetResult();
                }

                return value;
            },
            Overlap.Skip).OnError(ErrorPolicy.Hold);
        var failures = new List<Exception?>();
        live.Executor.NodeFailed += failure =>
        {
            failures.Add(failure.InnerException);
            live.Stop();
        };
        using Sender<int> sender = live.OpenSender(input, capacity: 1);

        Task run = live.RunAsync();
        sender.Send(1);
        Testing.AwaitEnd(started.Task);
        live.Stop();
        Testing.AwaitEnd(run, ended.Task);
        Assert.Empty(failures);
        Testing.AwaitEnd(live.RunAsync());

        Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(failures));
        Assert.False(results.HasValue);
    }

    [Fact]
    public void Clock_of_a_fast_runtime_is_as_fast_as_its_engine_time()
    {
        using var live = new RealtimeRuntime(ExecutionMode.Park) { Speed = 3600, Start = Testing.At(0) };
        Input<int> input = live.AddInput<int>("input");
        Node<TimeSpan> elapsed = input.SelectAsync(
            async (_, cancellation) =>
            {
                long start = live.TimeProvider.GetTimestamp();
                await Task.Delay(TimeSpan.FromHours(1), live.TimeProvider, cancellation);
                return live.TimeProvider.GetElapsedTime(start);
            },
            Overlap.Skip);
        elapsed.ForEach(_ => live.Stop());
        using Sender<int> sender = live.OpenSender(input, capacity: 1);

        Task run = live.RunAsync();
        sender.Send(1);
        Testing.AwaitEnd(run);

        Assert.True(elapsed.Value >= TimeSpan.FromHours(1), $"It took {elapsed.Value} of engine time.");
        Assert.True(live.TimeProvider.GetUtcNow() >= DateTimeOffset.UnixEpoch + TimeSpan.FromHours(1));
    }
}
