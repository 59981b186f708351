using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>How recorded sources are merged by time, and what shares a cycle.</summary>
public sealed class HistoricalMergeTests
{
    private readonly List<string> _cycles = [];

    [Fact]
    public void Sources_are_merged_by_time_and_what_is_due_at_an_instant_shares_a_cycle()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        Node<int> a = runtime.AddSource("a", Events((1, 1), (3, 2), (5, 3)), 0);
        Node<int> b = runtime.AddSource("b", Events((2, 1), (3, 2), (3, 3)), 0);
        Node<int> c = runtime.AddSource("c", Events((3, 1), (4, 2)), 0);
        Watch(runtime, a, b, c);

        runtime.Run();

        Assert.Equal(
            ["1@1: 1 - -", "2@2: - 1 -", "3@3: 2 2 1", "4@3: - 3 -", "5@4: - - 2", "6@5: 3 - -"], _cycles);
    }

    [Fact]
    public void Many_sources_are_merged_as_sorting_their_events_would()
    {
        const int Sources = 37, Events = 50;
        var random = new Random(1);
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        var expected = new SortedDictionary<long, List<string>>(); // by instant, in the order of the sources
        var actual = new Dictionary<long, List<string>>();
        for (int source = 0; source < Sources; source++)
        {
            long[] times = [.. Enumerable.Range(0, Events).Select(_ => (long)random.Next(500)).Distinct().Order()];
            Node<long> node = runtime.AddSource(
                $"{source}", times.Select(t => new Timestamped<long>(new Instant(t), t)), 0);
            string name = $"{source}";
            NodeBuilder.Create(0).TriggeredBy(node).Build(runtime.Executor, (ref int _, in CycleContext context) =>
            {
                Add(actual, context.Now.UnixNanoseconds, $"{name}:{node.Value}");
                return Control.Unchanged;
            });
            foreach (long time in times) Add(expected, time, $"{name}:{time}");
        }

        runtime.Run();

        Assert.Equal(expected.Count, runtime.Executor.Epoch);
        Assert.Equal(expected.Keys, actual.Keys.Order());
        foreach ((long time, List<string> values) in expected) Assert.Equal(values, actual[time]);

        static void Add(IDictionary<long, List<string>> lists, long time, string value)
        {
            if (!lists.TryGetValue(time, out List<string>? list)) lists[time] = list = [];
            list.Add(value);
        }
    }

    [Fact]
    public void Values_of_one_instant_follow_one_per_cycle_under_Each()
    {
        Play(Delivery.Each);

        Assert.Equal(["1@0: 1", "2@1: 2", "3@1: 3", "4@2: 4", "5@2: 5", "6@2: 6", "7@3: 7", "8@4: 8"], _cycles);
    }

    [Fact]
    public void Last_value_of_an_instant_is_kept_under_Latest()
    {
        Play(Delivery.Latest);

        Assert.Equal(["1@0: 1", "2@1: 3", "3@2: 6", "4@3: 7", "5@4: 8"], _cycles);
    }

    [Fact]
    public void All_values_of_an_instant_share_a_cycle_in_a_burst()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        BurstInput<int> input = runtime.AddBurstInput<int>("input");
        runtime.Feed(input, Events((0, 1), (1, 2), (1, 3), (2, 4), (2, 5), (2, 6), (3, 7), (4, 8)));
        NodeBuilder.Create(0).TriggeredBy(input).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            _cycles.Add($"{context.Epoch}@{Seconds(context.Now)}: {string.Join(' ', input.Value.ToArray())}");
            return Control.Unchanged;
        });

        runtime.Run();

        Assert.Equal(["1@0: 1", "2@1: 2 3", "3@2: 4 5 6", "4@3: 7", "5@4: 8"], _cycles);
    }

    [Fact]
    public void Timers_and_events_of_an_instant_share_a_cycle_and_timers_between_events_have_their_own()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        Node<int> source = runtime.AddSource("source", Events((2, 1), (4, 2)), 0);
        Node<int> node = NodeBuilder.Create(0).TriggeredBy(source).Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                int value = context.HasMutated(source) ? source.Value : 0;
                _cycles.Add($"{context.Epoch}@{Seconds(context.Now)}: {value}");
                return Control.Unchanged;
            });
        foreach (int second in new[] { 1, 2, 3 }) runtime.Executor.ScheduleAt(node, Testing.At(second));

        runtime.Run();

        Assert.Equal(["1@1: 0", "2@2: 1", "3@3: 0", "4@4: 2"], _cycles);
    }

    [Fact]
    public void Same_inputs_give_the_same_cycles_always()
    {
        var runs = new List<string>();
        for (int run = 0; run < 3; run++)
        {
            _cycles.Clear();
            var runtime = new HistoricalRuntime(Instant.Epoch, Testing.At(20));
            var random = new Random(5);
            Node<int>[] sources = [.. Enumerable.Range(0, 5).Select(i => runtime.AddSource(
                $"{i}",
                Events([.. Enumerable.Range(0, 40).Select(n => (random.Next(20), n)).OrderBy(e => e.Item1)]),
                0))];
            Watch(runtime, sources);
            runtime.Run();
            runs.Add(string.Join('\n', _cycles));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
        Assert.True(_cycles.Count > 40);
    }

    [Fact]
    public void Source_of_a_removed_input_is_read_no_further()
    {
        int read = 0;
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        Node<int> gone = runtime.AddSource("gone", Events((1, 1), (2, 2), (3, 3), (4, 4)).Select(e =>
        {
            read++;
            return e;
        }), 0);
        Node<int> stays = runtime.AddSource("stays", Events((1, 1), (9, 2)), 0);
        NodeBuilder.Create(0).TriggeredBy(stays).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.Sweep(gone);
            return Control.Unchanged;
        });

        runtime.Run();

        Assert.Equal((1, 2), (gone.Value, read)); // one event ahead
        Assert.Equal(Testing.At(9), runtime.Now);
    }

    [Fact]
    public void Graph_building_asked_before_the_run_may_add_sources()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        runtime.Executor.Spawn(_ => Watch(runtime, runtime.AddSource("source", Events((1, 1), (2, 2)), 0)));

        runtime.Run();

        Assert.Equal(["1@1: 1", "2@2: 2"], _cycles);
    }

    [Fact]
    public void Source_that_throws_when_closed_ends_the_run_and_leaves_the_others_closed()
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        var closed = new List<string>();
        runtime.AddSource("bad", Closing(() => throw new InvalidDataException()), 0);
        runtime.AddSource("good", Closing(() => closed.Add("good")), 0);

        Assert.Throws<SourceException>(() => runtime.Run());
        runtime.Dispose();

        Assert.Equal(["good"], closed);
        Assert.Equal(0, runtime.Executor.NodeCount);

        static IEnumerable<Timestamped<int>> Closing(Action close)
        {
            try
            {
                yield return new Timestamped<int>(Testing.At(1), 1);
                yield return new Timestamped<int>(Testing.At(1), 2);
            }
            finally
            {
                close();
            }
        }
    }

    private void Play(Delivery delivery)
    {
        var runtime = new HistoricalRuntime(Instant.Epoch).Checked();
        Watch(runtime, runtime.AddSource(
            "source", Events((0, 1), (1, 2), (1, 3), (2, 4), (2, 5), (2, 6), (3, 7), (4, 8)), 0, delivery));
        runtime.Run();
    }

    private static IEnumerable<Timestamped<int>> Events(params (int Second, int Value)[] events) =>
        events.Select(e => new Timestamped<int>(Testing.At(e.Second), e.Value));

    private static double Seconds(Instant instant) => (instant - Instant.Epoch).TotalSeconds;

    /// <summary>Notes for each cycle its number, its second, and the values that entered.</summary>
    private void Watch(HistoricalRuntime runtime, params Node<int>[] sources) =>
        NodeBuilder.Create(0).TriggeredBy(sources).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            var values = new List<string>();
            foreach (Node<int> source in sources) values.Add(context.HasMutated(source) ? $"{source.Value}" : "-");
            _cycles.Add($"{context.Epoch}@{Seconds(context.Now)}: {string.Join(' ', values)}");
            return Control.Unchanged;
        });
}
