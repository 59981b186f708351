using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Where a historical run begins and ends.</summary>
public sealed class HistoricalRangeTests
{
    private readonly List<double> _seen = [];
    private readonly List<string> _log = [];

    [Fact]
    public void Range_includes_both_ends_and_events_before_the_start_are_passed_over()
    {
        HistoricalRuntime runtime = New(start: 2, end: 4, seconds: [0, 1, 2, 3, 4, 5]);

        runtime.Run();

        Assert.Equal([2, 3, 4], _seen);
    }

    [Fact]
    public void Source_is_read_no_further_than_its_first_event_beyond_the_end_and_closed()
    {
        HistoricalRuntime runtime = New(start: 0, end: 2, seconds: [1, 2, 3, 4]);

        runtime.Run();

        Assert.Equal(["read 1", "read 2", "read 3", "closed"], _log);
    }

    [Fact]
    public void Source_is_opened_by_the_run_and_not_before()
    {
        HistoricalRuntime runtime = New(start: 0, end: 2, seconds: [1]);
        Assert.Empty(_log);

        runtime.Run();

        Assert.NotEmpty(_log);
    }

    [Fact]
    public void Run_with_an_end_runs_timers_up_to_it_inclusive_and_now_is_the_end()
    {
        HistoricalRuntime runtime = New(start: 0, end: 10, seconds: [1]);
        List<Instant> timers = AddTimers(runtime, 5, 10, 11);

        runtime.Run();

        Assert.Equal([Testing.At(5), Testing.At(10)], timers);
        Assert.Equal(Testing.At(10), runtime.Now);
    }

    [Fact]
    public void Run_with_an_end_at_which_nothing_happens_leaves_now_there()
    {
        HistoricalRuntime runtime = New(start: 0, end: 10, seconds: [1]);

        runtime.Run();

        Assert.Equal(Testing.At(10), runtime.Now);
        Assert.Equal(1, runtime.Executor.Epoch);
    }

    [Fact]
    public void Run_without_an_end_ends_with_the_last_event_and_later_timers_do_not_run()
    {
        HistoricalRuntime runtime = New(start: 0, end: null, seconds: [1, 7]);
        List<Instant> timers = AddTimers(runtime, 5, 7, 8);

        runtime.Run();

        Assert.Equal([Testing.At(5), Testing.At(7)], timers);
        Assert.Equal(Testing.At(7), runtime.Now);
    }

    [Fact]
    public void Run_without_an_end_finishes_everything_that_is_due_at_the_last_event()
    {
        HistoricalRuntime runtime = New(start: 0, end: null, seconds: [1, 1]);
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int runs, in CycleContext context) =>
        {
            if (++runs < 5) context.YieldNow();
            return Control.Unchanged;
        });
        runtime.Executor.ScheduleAt(node, Testing.At(1));

        runtime.Run();

        Assert.Equal((5, 5L), (node.Value, runtime.Executor.Epoch));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3.0)]
    public void Run_without_events_does_what_is_due_at_the_start(double? end)
    {
        HistoricalRuntime runtime = New(start: 2, end, seconds: []);
        List<Instant> timers = AddTimers(runtime, 2, 9);

        runtime.Run();

        Assert.Equal([Testing.At(2)], timers);
        Assert.Equal(Testing.At(end ?? 2), runtime.Now);
    }

    [Fact]
    public void Run_to_the_end_of_time_ends()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch, Instant.MaxValue);
        Watch(runtime, [3]);

        runtime.Run();

        Assert.Equal([3], _seen);
        Assert.Equal(Instant.MaxValue, runtime.Now);
    }

    [Fact]
    public void Now_is_the_start_before_the_run()
    {
        Assert.Equal(Testing.At(2), New(start: 2, end: null, seconds: [3]).Now);
    }

    [Fact]
    public void End_before_the_start_is_refused()
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => new HistoricalRuntime(Testing.At(2), Testing.At(1)));
        Assert.Contains("must not be before the start", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Event_earlier_than_the_one_before_it_is_an_error_that_names_source_and_position()
    {
        HistoricalRuntime runtime = New(start: 0, end: null, seconds: [1, 3, 2]);

        SourceException error = Assert.Throws<SourceException>(() => runtime.Run());

        Assert.Contains("node 'source'", error.Message, StringComparison.Ordinal);
        Assert.Contains("event 3 is at 1970-01-01T00:00:02Z", error.Message, StringComparison.Ordinal);
        Assert.Contains("event 2 was at 1970-01-01T00:00:03Z", error.Message, StringComparison.Ordinal);
        Assert.Equal("closed", _log[^1]);
    }

    [Fact]
    public void Event_that_goes_back_before_the_start_is_an_error_too()
    {
        HistoricalRuntime runtime = New(start: 9, end: null, seconds: [3, 2, 10]);

        Assert.Throws<SourceException>(() => runtime.Run());
    }

    [Fact]
    public void Terminate_ends_the_run_after_that_cycle_at_its_instant_and_closes_the_source()
    {
        HistoricalRuntime runtime = New(start: 0, end: 10, seconds: [1, 2, 3], terminateAt: 2);

        runtime.Run();

        Assert.Equal([1, 2], _seen);
        Assert.Equal(Testing.At(2), runtime.Now);
        Assert.Equal("closed", _log[^1]);
    }

    [Fact]
    public void Cancellation_ends_the_run_after_the_current_cycle_without_an_exception()
    {
        HistoricalRuntime runtime = New(start: 0, end: 10, seconds: [1, 2, 3]);
        using var cancellation = new CancellationTokenSource();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext _) =>
        {
            cancellation.Cancel();
            return Control.Unchanged;
        });
        runtime.Executor.ScheduleAt(node, Testing.At(2));

        runtime.Run(cancellation.Token);

        Assert.Equal([1, 2], _seen);
        Assert.Equal(Testing.At(2), runtime.Now);
        Assert.Equal("closed", _log[^1]);
    }

    [Fact]
    public void Second_run_is_refused_and_says_so()
    {
        HistoricalRuntime runtime = New(start: 0, end: null, seconds: [1]);
        runtime.Run();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => runtime.Run());
        Assert.Contains("has run already", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], _seen);
    }

    private HistoricalRuntime New(double start, double? end, int[] seconds, int terminateAt = -1)
    {
        var runtime = new HistoricalRuntime(Testing.At(start), end is { } at ? Testing.At(at) : null).Checked();
        Watch(runtime, seconds, terminateAt);
        return runtime;
    }

    private void Watch(HistoricalRuntime runtime, int[] seconds, int terminateAt = -1)
    {
        Node<int> source = runtime.AddSource("source", Events(seconds), 0);
        NodeBuilder.Create(0).TriggeredBy(source).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            _seen.Add((context.Now - Instant.Epoch).TotalSeconds);
            return source.Value == terminateAt ? Control.Terminate : Control.Unchanged;
        });
    }

    private IEnumerable<Timestamped<int>> Events(int[] seconds)
    {
        try
        {
            foreach (int second in seconds)
            {
                _log.Add($"read {second}");
                yield return new Timestamped<int>(Testing.At(second), second);
            }
        }
        finally
        {
            _log.Add("closed");
        }
    }

    private static List<Instant> AddTimers(HistoricalRuntime runtime, params int[] seconds)
    {
        var fired = new List<Instant>();
        Node<int> node = NodeBuilder.Create(0).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            fired.Add(context.Now);
            return Control.Unchanged;
        });
        foreach (int second in seconds) runtime.Executor.ScheduleAt(node, Testing.At(second));
        return fired;
    }
}
