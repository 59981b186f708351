using System.Diagnostics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A historical run at a chosen speed, and what it reports on the way.</summary>
[Collection(WallTime.Name)]
public sealed class HistoricalPaceTests
{
    [Fact]
    [Trait("Category", "WallTime")]
    public void Speed_holds_every_event_and_the_end_back_to_its_time()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(200)) { Speed = 1000 }.Checked();
        var elapsed = new List<TimeSpan>();
        var watch = new Stopwatch();
        Node<int> source = runtime.AddSource("source", Events(0, 100), 0);
        NodeBuilder.Create(0).TriggeredBy(source).Build(runtime.Executor, (ref int _, in CycleContext _) =>
        {
            elapsed.Add(watch.Elapsed);
            return Control.Unchanged;
        });

        watch.Start();
        runtime.Run();
        elapsed.Add(watch.Elapsed);

        Assert.Equal(Testing.At(200), runtime.Now);
        Assert.InRange(elapsed[1], TimeSpan.FromMilliseconds(99), TimeSpan.FromSeconds(10));
        Assert.InRange(elapsed[2], TimeSpan.FromMilliseconds(199), TimeSpan.FromSeconds(10));
    }

    [Fact]
    [Trait("Category", "WallTime")]
    public async Task Cancellation_wakes_a_run_that_waits_for_an_event_far_away()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(1e6)) { Speed = 1e-6 }.Checked();
        runtime.AddSource("source", Events(0, 1_000_000), 0);
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        runtime.Post(_ => started.SetResult());

        var run = Task.Run(() => runtime.Run(cancellation.Token), CancellationToken.None);
        await started.Task.WaitAsync(Testing.Patience);
        await cancellation.CancelAsync();

        await run.WaitAsync(Testing.Patience);
    }

    [Fact]
    public void Result_does_not_depend_on_the_speed()
    {
        Assert.Equal(Play(double.PositiveInfinity), Play(1e9));

        static List<string> Play(double speed)
        {
            var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(30)) { Speed = speed }.Checked();
            var cycles = new List<string>();
            Node<int> source = runtime.AddSource("source", Events(1, 2, 2, 5), 0);
            NodeBuilder.Create(0).TriggeredBy(source).Build(runtime.Executor, (ref int _, in CycleContext context) =>
            {
                cycles.Add($"{context.Epoch} {context.Now} {source.Value}");
                if (context.Epoch < 9) context.ScheduleAfter(TimeSpan.FromSeconds(0.7));
                return Control.Unchanged;
            });
            runtime.Run();
            return cycles;
        }
    }

    [Fact]
    public void Progress_is_told_the_instant_reached_at_the_end()
    {
        var progress = new Reports();
        var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(30)) { Progress = progress };
        runtime.AddSource("source", Events(1, 2), 0);

        runtime.Run();

        Assert.Equal(Testing.At(30), progress.Instants[^1]);
    }

    [Fact]
    [Trait("Category", "WallTime")]
    public void Progress_is_told_on_the_way_of_a_slow_run_in_rising_order_and_not_in_every_cycle()
    {
        var progress = new Reports();
        var runtime = new HistoricalRuntime(Instant.Epoch) { Progress = progress, Speed = 1000 };
        runtime.AddSource("source", Events([.. Enumerable.Range(0, 301)]), 0); // one a millisecond

        runtime.Run();

        Assert.InRange(progress.Instants.Count, 2, 20);
        Assert.Equal(progress.Instants.Order(), progress.Instants);
        Assert.Equal(Testing.At(300), progress.Instants[^1]);
    }

    [Fact]
    public void Inputs_that_left_before_a_paced_run_have_nothing_more_to_say()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)) { Speed = 1e6 };
        (Node<int> node, Sender<int> sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
            runtime.Executor, capacity: 1, (ref int _, ReadOnlySpan<int> _, in CycleContext _) => Control.Unchanged);
        sender.TrySend(1);
        runtime.Executor.Sweep(node);
        bool hadWork = true;
        runtime.Post(_ => hadWork = runtime.Inputs.HasSignals);

        runtime.Run();

        Assert.False(hadWork, "A signal was left, at which the runtime would not wait.");
    }

    private static IEnumerable<Timestamped<int>> Events(params int[] seconds) =>
        seconds.Select((second, i) => new Timestamped<int>(Testing.At(second), i));

    private sealed class Reports : IProgress<Instant>
    {
        internal List<Instant> Instants { get; } = [];

        public void Report(Instant value) => Instants.Add(value);
    }
}
