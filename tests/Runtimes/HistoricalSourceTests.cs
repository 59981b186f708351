using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What is wrong with a source, and how it is told.</summary>
public sealed class HistoricalSourceTests
{
    private readonly HistoricalRuntime _runtime = new HistoricalRuntime(Testing.At(5), Testing.At(100)).Checked();

    [Fact]
    public void Source_that_throws_is_named_with_position_instant_and_cause_once_the_good_events_have_entered()
    {
        var cause = new InvalidDataException("line 12 is no number");
        _runtime.AddSource("good", [Event(6, 1), Event(8, 2), Event(20, 3)]);
        Node<int> bad = _runtime.AddSource("bad", Failing());

        SourceException error = Assert.Throws<SourceException>(() => _runtime.Run());

        Assert.Equal(
            "The source of node 'bad' (#1.1) failed when event 4 was read after event 3, which was at "
            + "1970-01-01T00:00:08Z: InvalidDataException: line 12 is no number",
            error.Message);
        Assert.Same(cause, error.InnerException);
        Assert.Equal((bad.Id, "bad", 3L, Testing.At(8)), (error.NodeId, error.NodeName, error.Position, error.Reached));
        Assert.Equal((2, 3L), (bad.Value, _runtime.Executor.Epoch));

        IEnumerable<Timestamped<int>> Failing()
        {
            yield return Event(1, 0); // before the start
            yield return Event(7, 1);
            yield return Event(8, 2);
            throw cause;
        }
    }

    [Theory]
    [InlineData(Delivery.Each)]
    [InlineData(Delivery.Latest)]
    public void Source_that_fails_in_the_middle_of_an_instant_does_so_after_the_events_before(Delivery delivery)
    {
        Node<int> node = _runtime.AddSource("bad", Failing(), delivery);

        SourceException error = Assert.Throws<SourceException>(() => _runtime.Run());

        Assert.Equal((2, 2L, Testing.At(7)), (node.Value, error.Position, error.Reached));

        static IEnumerable<Timestamped<int>> Failing()
        {
            yield return Event(7, 1);
            yield return Event(7, 2);
            throw new InvalidDataException();
        }
    }

    [Theory]
    [InlineData("open", "The source of node 'bad' (#0.1) could not be opened at 1970-01-01T00:00:05Z: ")]
    [InlineData("first", "The source of node 'bad' (#0.1) failed when event 1 was read at 1970-01-01T00:00:05Z: ")]
    [InlineData(
        "close",
        "The source of node 'bad' (#0.1) could not be closed after event 1, which was at 1970-01-01T00:00:07Z: ")]
    public void Source_that_throws_when_it_is_opened_or_closed_is_named(string when, string message)
    {
        var source = new Source(when, Event(7, 1));
        _runtime.AddSource("bad", source);

        SourceException error = Assert.Throws<SourceException>(() => _runtime.Run());

        Assert.Equal(message + "InvalidOperationException: as the test wants", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal(when == "open" ? 0 : 1, source.Closed);
    }

    [Fact]
    public void Failure_of_the_run_is_not_hidden_by_a_source_that_cannot_be_closed()
    {
        Node<int> node = _runtime.AddSource("bad", new Source("close", Event(7, 1)));
        var good = new Source("never", Event(8, 1));
        _runtime.AddSource("good", good);
        node.Select<int, int>(_ => throw new ArithmeticException("the node"));

        NodeException error = Assert.Throws<NodeException>(() => _runtime.Run());

        Assert.IsType<ArithmeticException>(error.InnerException);
        Assert.Equal(1, good.Closed);
    }

    [Fact]
    public void Failure_of_a_source_is_not_hidden_by_another_that_cannot_be_closed()
    {
        _runtime.AddSource("unclosed", new Source("close", Event(7, 1)));
        _runtime.AddSource("unread", new Source("first", Event(8, 1)));

        SourceException error = Assert.Throws<SourceException>(() => _runtime.Run());

        Assert.Equal("unread", error.NodeName);
    }

    [Fact]
    public void Source_of_an_input_that_leaves_is_closed_at_once_and_a_failure_of_that_is_reported()
    {
        var source = new Source("close", Event(7, 1), Event(50, 2));
        Node<int> bad = _runtime.AddSource("bad", source);
        Node<int> good = _runtime.AddSource("good", [Event(8, 1), Event(9, 2)]);
        var reports = new List<NodeException>();
        _runtime.Executor.NodeFailed += reports.Add;
        int closedBefore = -1;
        NodeBuilder.Create(0).TriggeredBy(good).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            if (good.Value == 1) context.Sweep(bad);
            else closedBefore = source.Closed;
            return Control.Unchanged;
        });

        _runtime.Run();

        Assert.Equal((1, 1, 3L), (closedBefore, source.Closed, _runtime.Executor.Epoch)); // no cycle at its next event
        SourceException cause = Assert.IsType<SourceException>(Assert.Single(reports).InnerException);
        Assert.Contains("node 'bad'", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Last_event_of_a_source_whose_input_has_left_does_not_prolong_the_run()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)).Checked();
        Node<int> gone = runtime.AddSource("gone", [Event(1, 1), Event(50, 2)]);
        Node<int> stays = runtime.AddSource("stays", [Event(2, 1), Event(3, 2)]);
        NodeBuilder.Create(0).TriggeredBy(stays).Build(runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.Sweep(gone);
            return Control.Unchanged;
        });

        runtime.Run();

        Assert.Equal(Testing.At(3), runtime.Now);
    }

    [Fact]
    public void Cycles_that_took_a_recorded_event_do_not_count_for_the_cycles_of_an_instant()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)) { MaxCyclesPerInstant = 10 };
        Node<int> source = runtime.AddSource("source", Enumerable.Range(1, 100).Select(i => Event(1, i)));

        runtime.Run();

        Assert.Equal((100, 100L), (source.Value, runtime.Executor.Epoch));
    }

    [Fact]
    public void Cycles_without_an_event_count_however_many_events_enter_in_between()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)) { MaxCyclesPerInstant = 10 };
        runtime.AddSource("source", Enumerable.Range(1, 100).Select(i => Event(1, i)));
        Node<int> restless = NodeBuilder.Create(0).Named("restless").Build(
            runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.YieldNow();
                return Control.Unchanged;
            });
        runtime.Executor.ScheduleAt(restless, Testing.At(1));

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => runtime.Run());

        Assert.Equal(111, runtime.Executor.Epoch);
        Assert.Contains("'restless'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Delivery.Each)]
    [InlineData(Delivery.Latest)]
    [InlineData(Delivery.Burst)]
    public void More_events_of_a_source_at_an_instant_than_allowed_are_an_error_that_names_it(Delivery delivery)
    {
        var runtime = new HistoricalRuntime(Testing.At(0)) { MaxItemsPerInstant = 10 };
        IInput<int> input = delivery == Delivery.Burst
            ? runtime.AddBurstInput<int>("endless")
            : runtime.AddInput<int>("endless", delivery);
        runtime.Feed(input, Endless());

        SourceException error = Assert.Throws<SourceException>(() => runtime.Run());

        Assert.Equal(
            "The source of node 'endless' (#0.1) has more than 10 events at 1970-01-01T00:00:02Z: event 14 is one "
            + "more. Let the input take only the last of an instant (Delivery.Latest) or all in one cycle "
            + "(AddBurstInput), give the events times of their own, or raise MaxItemsPerInstant.",
            error.Message);
        Assert.Equal((14L, Testing.At(2)), (error.Position, error.Reached));
        Assert.Equal(delivery == Delivery.Each ? 13L : 2L, runtime.Executor.Epoch);

        static IEnumerable<Timestamped<int>> Endless()
        {
            for (int i = 0; i < 3; i++) yield return Event(1, i);
            for (int i = 0; ; i++) yield return Event(2, i);
        }
    }

    [Fact]
    public void As_many_events_as_allowed_at_each_instant_enter()
    {
        var runtime = new HistoricalRuntime(Testing.At(0)) { MaxItemsPerInstant = 3 };
        Node<int> source = runtime.AddSource("source", Enumerable.Range(0, 30).Select(i => Event(i / 3, i)));

        runtime.Run();

        Assert.Equal(29, source.Value);
    }

    [Fact]
    public void Endless_events_before_the_start_are_an_error_too() => Assert.Throws<SourceException>(() =>
    {
        var runtime = new HistoricalRuntime(Testing.At(5)) { MaxItemsPerInstant = 10 };
        runtime.AddSource("endless", Enumerable.Repeat(Event(1, 0), int.MaxValue));
        runtime.Run();
    });

    private static Timestamped<int> Event(int second, int value) => new(Testing.At(second), value);

    /// <summary>A source that fails at one point of its life.</summary>
    private sealed class Source(string when, params Timestamped<int>[] events) : IEnumerable<Timestamped<int>>
    {
        internal int Closed { get; private set; }

        public IEnumerator<Timestamped<int>> GetEnumerator()
        {
            Fail("open");
            return new Reader(this, new Queue<Timestamped<int>>(events));
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private void Fail(string now)
        {
            if (now == when) throw new InvalidOperationException("as the test wants");
        }

        private sealed class Reader(Source source, Queue<Timestamped<int>> events) : IEnumerator<Timestamped<int>>
        {
            public Timestamped<int> Current { get; private set; }

            object System.Collections.IEnumerator.Current => Current;

            public bool MoveNext()
            {
                source.Fail("first");
                if (!events.TryDequeue(out Timestamped<int> next)) return false;
                Current = next;
                return true;
            }

            public void Reset() => throw new NotSupportedException();

            public void Dispose()
            {
                source.Closed++;
                source.Fail("close");
            }
        }
    }
}
