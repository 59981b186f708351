using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A batch is valid until its source broadcasts again: who keeps one longer keeps a copy.</summary>
public sealed class KeptBatchTests
{
    private const int Poison = unchecked((int)0xDDDDDDDD);

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Operators over the batches [1 2] at 2 s, [3 4] at 4 s, [5 6] at 6 s and [7 8] at 8 s, and what they broadcast.
    /// </summary>
    private static readonly Dictionary<string, KeptBatchCase> s_cases = new()
    {
        ["Delay by time"] = new(
            source => source.Delay(5 * s_second), "7: [1 2]", "9: [3 4]", "11: [5 6]", "13: [7 8]"),
        ["Delay by count"] = new(source => source.Delay(2), "6: [1 2]", "8: [3 4]"),
        ["Delay by count, twice"] = new(source => source.Delay(1).Delay(1), "6: [1 2]", "8: [3 4]"),
        ["Debounce"] = new(source => source.Where(b => b.Span[0] != 5).Debounce(3 * s_second), "7: [3 4]", "11: [7 8]"),
        ["ThrottleFirst"] = new(source => source.ThrottleFirst(3 * s_second), "2: [1 2]", "6: [5 6]"),
        ["Where"] = new(source => source.Where(b => b.Span[0] is 1 or 7), "2: [1 2]", "8: [7 8]"),
        ["DistinctUntilChanged"] = new(
            source => source.DistinctUntilChanged(EqualityComparer<ReadOnlyMemory<int>>.Create(
                (a, b) => a.Span[0] / 4 == b.Span[0] / 4)),
            "2: [1 2]",
            "6: [5 6]"),
        ["Merge"] = new(
            source => source.Merge(source.Where(b => b.Span[0] == 3)),
            "2: [1 2]",
            "4: [3 4]",
            "6: [5 6]",
            "8: [7 8]"),
        ["Combine"] = new(
            source => source.Combine(source, (first, _) => first), "2: [1 2]", "4: [3 4]", "6: [5 6]", "8: [7 8]"),
        ["Combine of three"] = new(
            source => source.Combine(source, source, (first, _, _) => first[1..]),
            "2: [2]",
            "4: [4]",
            "6: [6]",
            "8: [8]"),
        ["Combine of four"] = new(
            source => source.Where(b => b.Span[0] is 1 or 7).Combine(source, source, source, (first, _, _, _) => first),
            "2: [1 2]",
            "4: [1 2]",
            "6: [1 2]",
            "8: [7 8]"),
        ["Sample"] = new(source => source.Sample(source.Where(b => b.Span[0] == 3)), "4: [3 4]"),
        ["Switch"] = new(
            source => source.Select(b => b.Span[0] < 4).Switch(source, source.Where(_ => false)),
            "2: [1 2]",
            "4: [3 4]"),
        ["Scan"] = new(
            source => source.Scan(ReadOnlyMemory<int>.Empty, (last, b) => b.Span[0] == 3 ? b : last),
            "2: []",
            "4: [3 4]",
            "6: [3 4]",
            "8: [3 4]"),
        ["Accumulate"] = new(
            source => source.Select(b => (ReadOnlyMemory<ReadOnlyMemory<int>>)new[] { b }).Accumulate(
                ReadOnlyMemory<int>.Empty, (last, b) => last.IsEmpty ? b : last),
            "2: [1 2]",
            "4: [1 2]",
            "6: [1 2]",
            "8: [1 2]"),
        ["Flatten of batches of batches"] = new(
            source => source.Batch(2).Flatten(), "4: [1 2]", "4: [3 4]", "8: [5 6]", "8: [7 8]"),
        ["Delay of batches of batches"] = new(
            source => source.Batch(2).Delay(5 * s_second).Flatten(), "9: [1 2]", "9: [3 4]", "13: [5 6]", "13: [7 8]"),
        ["WhereEach of batches of batches"] = new(
            source => source.Batch(2).WhereEach(b => b.Span[0] == 3).Delay(3 * s_second).Flatten(), "7: [3 4]"),
        ["Collector"] = new(Collected, "4: [1 2]", "4: [3 4]", "8: [5 6]", "8: [7 8]"),
        ["Feedback"] = new(FedBack, "4: [1 2]", "6: [3 4]", "8: [5 6]"),
    };

    private static readonly Dictionary<string, KeptBatchCase> s_allCases =
        new([.. s_cases, .. KeptBatchOperatorCases.All]);

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    public static TheoryData<string> Cases => [.. s_allCases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kept_batch_stays_what_it_was_when_it_came(string name)
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> result = s_allCases[name].Build(numbers.Node.Arrivals().Batch(2));
        List<string> batches = Recorded.FromBatches(result);

        string last = "[]";
        for (int i = 1; i <= 15; i++)
        {
            _runtime.Advance(s_second);
            if (i <= 8) numbers.Push(i);
            _runtime.RunUntilIdle();
            if (batches.Count > 0) last = batches[^1][(batches[^1].IndexOf(' ', StringComparison.Ordinal) + 1)..];
            Assert.Equal(last, Recorded.Text(result.Value));
        }

        Assert.Equal(s_allCases[name].Expected, batches);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Batch_of_a_node_that_has_left_stays_what_it_was(string name)
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> result = s_allCases[name].Build(numbers.Node.Arrivals().Batch(2));
        List<string> batches = Recorded.FromBatches(result);
        for (int i = 1; batches.Count == 0; i++)
        {
            _runtime.Advance(s_second);
            numbers.Push(i);
            _runtime.RunUntilIdle();
        }

        string last = Recorded.Text(result.Value);
        _runtime.Executor.Sweep(result);
        for (int i = 90; i < 99; i++) numbers.Push(i);
        _runtime.RunUntilIdle();

        Assert.Equal(last, Recorded.Text(result.Value));
    }

    [Fact]
    public void Batches_of_names_are_kept_too()
    {
        TestInput<string> names = _runtime.Input(initial: "");
        List<string> batches = Recorded.FromBatches(names.Node.Arrivals().Batch(2).Delay(1));

        foreach (string name in (string[])["ann", "bob", "cid", "dot", "eve", "fay"]) names.Push(name);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [ann bob]", "0: [cid dot]"], batches);
    }

    [Fact]
    public void Work_on_a_batch_reads_what_it_was_given_however_long_it_takes()
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        AsyncNode<string> texts = numbers.Node.Arrivals().Batch(2).SelectAsync(
            async (batch, cancellation) =>
            {
                await Task.Delay(10 * s_second, _runtime.TimeProvider, cancellation);
                return Recorded.Text(batch);
            },
            Overlap.Queue);
        List<(double At, string Value)> results = texts.Record();

        for (int number = 1; number <= 6; number++) numbers.Push(number);
        _runtime.Advance(60 * s_second);

        Assert.Equal([(10, "[1 2]"), (20, "[3 4]"), (30, "[5 6]")], results);
    }

    [Fact]
    public void Repeated_batch_is_one_with_equal_items()
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> source = numbers.Node.Arrivals().Batch(2);
        List<string> batches = Recorded.FromBatches(source.DistinctUntilChanged());
        List<string> nested = [];
        source.Batch(1).DistinctUntilChanged().ForEach(b => nested.Add(Recorded.Text(b.Span[0])));

        foreach (int number in (int[])[1, 2, 1, 2, 1, 3, 1, 3, 1, 2]) numbers.Push(number);
        _runtime.RunUntilIdle();

        Assert.Equal(["0: [1 2]", "0: [1 3]", "0: [1 2]"], batches);
        Assert.Equal(["[1 2]", "[1 3]", "[1 2]"], nested);
    }

    [Fact]
    public void Batches_of_growing_and_shrinking_sizes_are_kept_whole()
    {
        TestInput<int> sizes = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> source = sizes.Node.Arrivals()
            .Select(size => (IReadOnlyList<int>)[.. Enumerable.Range(size, size)]).ToBatches();
        List<string> batches = Recorded.FromBatches(source.Delay(2));
        int[] all = [3, 0, 7, 1, 20, 2, 0, 0, 5, 40, 1, 1, 1];

        foreach (int size in all) sizes.Push(size);
        _runtime.RunUntilIdle();

        Assert.Equal(all[..^2].Select(size => $"0: [{string.Join(' ', Enumerable.Range(size, size))}]"), batches);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hold_puts_back_the_batch_that_was_although_its_source_has_reused_the_buffer(bool late)
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> source = numbers.Node.Arrivals().Batch(2);
        Node<ReadOnlyMemory<int>> tails = source
            .Select(b => b.Span[0] >= 3 ? throw new InvalidOperationException() : b);
        if (!late) tails.OnError(ErrorPolicy.Hold);

        for (int number = 1; number <= 2; number++) numbers.Push(number);
        _runtime.RunUntilIdle();
        if (late) tails.OnError(ErrorPolicy.Hold);
        for (int number = 3; number <= 8; number++) numbers.Push(number);
        _runtime.RunUntilIdle();

        Assert.Equal("[1 2]", Recorded.Text(tails.Value));
        Assert.Equal(3, tails.Failures);
    }

    [Fact]
    public void Batch_under_Hold_goes_on_after_a_failure()
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> source = numbers.Node.Arrivals().Batch(2);
        Node<ReadOnlyMemory<int>> tails = source
            .Select(b => b.Span[0] is 3 or 5 ? throw new InvalidOperationException() : b)
            .OnError(ErrorPolicy.Hold);
        List<string> values = [];

        for (int number = 1; number <= 12; number++)
        {
            numbers.Push(number);
            _runtime.RunUntilIdle();
            if (number % 2 == 0) values.Add(Recorded.Text(tails.Value));
        }

        Assert.Equal(["[1 2]", "[1 2]", "[1 2]", "[7 8]", "[9 10]", "[11 12]"], values);
    }

    [Fact]
    public void Batch_kept_by_a_reader_too_long_is_overwritten_at_once_while_invariants_are_checked()
    {
        TestInput<int> numbers = _runtime.Input(initial: 0);
        Node<ReadOnlyMemory<int>> source = numbers.Node.Arrivals().Batch(2);
        Node<ReadOnlyMemory<int>> odd = source.Where(b => b.Span[0] % 4 == 1);
        ReadOnlyMemory<int> keptOfSource = default, keptOfWhere = default;

        for (int number = 1; number <= 6; number++)
        {
            numbers.Push(number);
            _runtime.RunUntilIdle();
            if (number == 2) (keptOfSource, keptOfWhere) = (source.Value, odd.Value);
            if (number == 4) Assert.Equal([Poison, Poison], keptOfSource.ToArray());
            if (number == 4) Assert.Equal([1, 2], keptOfWhere.ToArray());
        }

        Assert.Equal([Poison, Poison], keptOfWhere.ToArray());
        Assert.Equal([5, 6], odd.Value.ToArray());
    }

    private static Node<ReadOnlyMemory<int>> Collected(Node<ReadOnlyMemory<int>> source)
    {
        Collector<ReadOnlyMemory<int>> collector = source.Executor!.AddCollector<ReadOnlyMemory<int>>();
        collector.Add(source);
        return collector.Batch(2).Flatten().Flatten();
    }

    /// <summary>Every batch comes back in the next cycle, and waits there for the source's next one.</summary>
    private static Node<ReadOnlyMemory<int>> FedBack(Node<ReadOnlyMemory<int>> source)
    {
        Feedback<ReadOnlyMemory<int>> feedback = source.Executor!.AddFeedback(ReadOnlyMemory<int>.Empty);
        feedback.Bind(source);
        return feedback.Sample(source).Where(b => !b.IsEmpty);
    }
}
