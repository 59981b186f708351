using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The last instant of all comes like any other, but a timer set for it never fires.</summary>
public sealed class EndOfTimeTests
{
    private readonly List<string> _log = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Timer_at_the_end_of_time_never_fires_and_can_be_moved(bool history)
    {
        Runtime runtime = history ? new HistoricalRuntime(Instant.Epoch, Instant.MaxValue) : new TestRuntime();
        runtime.Executor.ChecksInvariants = true;
        Executor executor = runtime.Executor;
        Node<int> never = Add(runtime, "never"), last = Add(runtime, "last"), moved = Add(runtime, "moved");
        executor.ScheduleAt(never, Instant.MaxValue);
        TimerHandle timer = executor.ScheduleAt(moved, Instant.MaxValue);
        executor.ScheduleAt(last, new Instant(long.MaxValue - 1));
        executor.Reschedule(timer, Testing.At(1));

        Finish(runtime);

        Assert.Equal(["moved at 1970-01-01T00:00:01Z", $"last at {new Instant(long.MaxValue - 1)}"], _log);
        Assert.Equal((Instant.MaxValue, 1), (runtime.Now, executor.PendingTimers));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_and_yields_of_the_end_of_time_enter(bool history)
    {
        Runtime runtime;
        Input<int> input;
        if (history)
        {
            var over = new HistoricalRuntime(Instant.Epoch, Instant.MaxValue);
            over.Feed(input = over.AddInput<int>("input"), [new(Instant.MaxValue, 1), new(Instant.MaxValue, 2)]);
            runtime = over;
        }
        else
        {
            var test = new TestRuntime();
            input = test.AddInput<int>("input");
            test.PushAt(input, Instant.MaxValue, 1);
            test.PushAt(input, Instant.MaxValue, 2);
            runtime = test;
        }

        Add(runtime, "timer", (in CycleContext context) => context.ScheduleAt(context.Now), input);
        Add(runtime, "yield", (in CycleContext context) => { if (context.Epoch == 2) context.YieldNow(); }, input);

        Finish(runtime);

        Assert.Equal(["timer", "yield", "timer", "yield", "yield"], _log.Select(line => line.Split(' ')[0]));
        Assert.All(_log, line => Assert.EndsWith($"{Instant.MaxValue}", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_without_an_end_ends_with_an_event_at_the_end_of_time()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch);
        Node<int> source = runtime.AddSource<int>("source", [new(Instant.MaxValue, 1), new(Instant.MaxValue, 2)]);

        runtime.Run();

        Assert.Equal((2, Instant.MaxValue), (source.Value, runtime.Now));
    }

    private static void Finish(Runtime runtime)
    {
        if (runtime is HistoricalRuntime history) history.Run();
        else ((TestRuntime)runtime).AdvanceTo(Instant.MaxValue);
    }

    private Node<int> Add(Runtime runtime, string name, ActionInCycle? action = null, params Node[] parents) =>
        NodeBuilder.Create(0).Named(name).TriggeredBy(parents).Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                _log.Add($"{name} at {context.Now}");
                action?.Invoke(in context);
                return Control.Unchanged;
            });
}
