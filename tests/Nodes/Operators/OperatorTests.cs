using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What every operator with a source does alike.</summary>
public sealed class OperatorTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, Func<Node<int>, Node>> s_operators = new()
    {
        ["Select"] = source => source.Select(value => value),
        ["Where"] = source => source.Where(_ => true),
        ["Scan"] = source => source.Scan(0, (sum, value) => sum + value),
        ["DistinctUntilChanged"] = source => source.DistinctUntilChanged(),
        ["Deadband"] = source => source.Select(value => (double)value).DistinctUntilChanged(0.5),
        ["Merge"] = source => source.Merge(source),
        ["Combine of 2"] = source => source.Combine(source, (a, b) => a + b),
        ["Combine of 3"] = source => source.Combine(source, source, (a, b, c) => a + b + c),
        ["Combine of 4"] = source =>
            source.Combine(source, source, source, (a, b, c, d) => a + b + c + d),
        ["Sample"] = source => source.Sample(source),
        ["ThrottleFirst"] = source => source.ThrottleFirst(s_second),
        ["Debounce"] = source => source.Debounce(s_second),
        ["Debounce of zero"] = source => source.Debounce(TimeSpan.Zero),
        ["Delay by time"] = source => source.Delay(s_second),
        ["Delay by no time"] = source => source.Delay(TimeSpan.Zero),
        ["Delay by count"] = source => source.Delay(1),
        ["Delay by no count"] = source => source.Delay(0),
        ["Switch"] = source => source.Select(value => value > 0).Switch(source, source),
        ["And"] = source => IsOdd(source).And(IsOdd(source)),
        ["Or"] = source => IsOdd(source).Or(IsOdd(source)),
        ["Xor"] = source => IsOdd(source).Xor(source.Select(_ => false)),
        ["Not"] = source => IsOdd(source).Not(),
        ["Take"] = source => source.Take(2),
        ["Skip"] = source => source.Skip(1),
        ["TakeWhile"] = source => source.TakeWhile(_ => true),
        ["TakeUntil"] = source => source.TakeUntil(source.Where(value => value > 3)),
        ["SkipUntil"] = source => source.SkipUntil(source.Where(value => value > 2)),
        ["Pairwise"] = source => source.Pairwise().Select(pair => pair.Current),
        ["WithLatestFrom"] = source => source.WithLatestFrom(source, (a, b) => a + b),
        ["Count"] = source => source.Count(),
        ["Sum"] = source => source.Sum(),
        ["Average"] = source => source.Average(),
        ["Min"] = source => source.Min(),
        ["Max"] = source => source.Max(),
        ["Timestamp"] = source => source.Timestamp().Select(stamped => stamped.Value),
        ["DistinctUntilChangedBy"] = source => source.DistinctUntilChangedBy(value => value / 2),
        ["Do"] = source => source.Do(_ => { }),
        ["Zip"] = source => source.Zip(source, (a, b) => a + b),
        ["Partition"] = source => source.Partition(value => value > 2).WhenTrue,
        ["ThrottleLast"] = source => source.ThrottleLast(s_second),
        ["ThrottleLast of zero"] = source => source.ThrottleLast(TimeSpan.Zero),
        ["Timeout"] = source => source.Timeout(60 * s_second),
        ["SampleNews"] = source => source.SampleNews(source),
        ["Gate"] = source => source.Gate(IsOdd(source)),
        ["Gate with hold"] = source => source.Gate(IsOdd(source), hold: true),
        ["SlidingBatch by count"] = source => source.SlidingBatch(2),
        ["SlidingBatch by time"] = source => source.SlidingBatch(s_second),
        ["SlidingBatch by boundary"] = source => source.SlidingBatch(source.Where(value => value > 2)),
        ["ForEach"] = source => source.ForEach(_ => { }),
    };

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    public static TheoryData<string> Operators => [.. s_operators.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_is_alive_behind_its_source_and_takes_a_name_and_a_policy(string name)
    {
        Node<int> source = _runtime.Input(initial: 1).Node;

        Node node = s_operators[name](source);
        Assert.Same(_runtime.Executor, node.Executor);
        Assert.Null(node.Name);

        node.Named("label").OnError(ErrorPolicy.Hold);
        Assert.Equal("label", node.Name);
        Assert.Equal(ErrorPolicy.Hold, node.ErrorPolicy);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_on_a_source_that_has_left_is_refused(string name)
    {
        Node<int> source = _runtime.Input(initial: 1, name: "source").Node;
        _runtime.Executor.Sweep(source);
        _runtime.RunUntilIdle();

        var refusal = Assert.Throws<ArgumentException>(() => s_operators[name](source));

        Assert.StartsWith(
            $"An operator was asked for on {source}, which has left its executor. "
            + "Its source must be alive when it is added.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_on_a_source_that_was_never_added_is_refused(string name)
    {
        var source = new ConstantNode<int>(1);

        var refusal = Assert.Throws<ArgumentException>(() => s_operators[name](source));

        Assert.Contains("has not been added to an executor", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_on_nothing_is_refused(string name) =>
        Assert.Throws<ArgumentNullException>(() => s_operators[name](null!));

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_leaves_with_its_source_and_keeps_its_last_value(string name)
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node node = s_operators[name](input.Node);
        input.Push(2);
        _runtime.Advance(5 * s_second);
        long mutated = node.MutatedEpoch;

        _runtime.Executor.Sweep(input.Node);
        input.Push(3);
        _runtime.Advance(5 * s_second);

        Assert.False(node.IsAlive);
        Assert.Equal(mutated, node.MutatedEpoch);
        Assert.Equal(0, _runtime.Executor.NodeCount);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_is_silent_before_its_source_has_a_value(string name)
    {
        Node source = _runtime.Input(initial: 1).Node.Arrivals();
        Node node = s_operators[name]((Node<int>)source);

        _runtime.Executor.Yield(node);
        _runtime.Advance(5 * s_second);

        Assert.True(node.MutatedEpoch < 0);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_run_that_no_source_caused_broadcasts_nothing_and_counts_nothing(string name)
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node node = s_operators[name](input.Node);
        Node twin = s_operators[name](input.Node);
        input.Push(3);
        _runtime.Advance(5 * s_second);
        long mutated = node.MutatedEpoch;

        _runtime.Executor.Yield(node);
        Assert.Equal(1, _runtime.RunUntilIdle());
        Assert.Equal(mutated, node.MutatedEpoch);

        input.Push(4);
        _runtime.Advance(5 * s_second);
        Assert.Equal(twin.MutatedEpoch, node.MutatedEpoch);
        Assert.Equal(ValueOf(twin), ValueOf(node));
    }

    [Fact]
    public void An_operator_cannot_be_added_inside_a_cycle_but_spawned()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<int>? spawned = null;
        NodeBuilder.Create(0).OnError(ErrorPolicy.Hold).TriggeredBy(input.Node).Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                context.Spawn(_ => spawned = input.Node.Select(value => value * 2));
                input.Node.Select(value => value);
                return Control.Unchanged;
            });
        var failures = new List<string>();
        _runtime.Executor.NodeFailed += failure => failures.Add(failure.InnerException!.Message);

        input.Push(5);
        Assert.Equal(2, _runtime.RunUntilIdle());

        Assert.Equal(10, spawned!.Value);
        Assert.Contains("Use Spawn", Assert.Single(failures), StringComparison.Ordinal);
    }

    private static Node<bool> IsOdd(Node<int> source) => source.Select(value => value % 2 == 1);

    private static object ValueOf(Node node) => node switch
    {
        Node<int> number => number.Value,
        Node<long> number => number.Value,
        Node<double> number => number.Value,
        Node<bool> flag => flag.Value,
        Node<ReadOnlyMemory<int>> batch => Recorded.Text(batch.Value),
        _ => throw new ArgumentException($"The test does not know the value of {node}.", nameof(node)),
    };
}
