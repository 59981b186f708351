using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Merge, Combine, Sample: several sources.</summary>
public sealed class MergeTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly TestInput<int> _a;
    private readonly TestInput<int> _b;
    private readonly TestInput<int> _c;

    public MergeTests() => (_a, _b, _c) = (_runtime.Input(1, "a"), _runtime.Input(2, "b"), _runtime.Input(3, "c"));

    [Fact]
    public void Merge_takes_the_value_of_the_source_that_broadcasts_and_the_first_argument_of_several()
    {
        List<(double At, int Value)> merged = _b.Node.Merge(_a.Node, _c.Node).Record();
        _runtime.RunUntilIdle();
        merged.Clear();

        _c.Push(30);
        _runtime.RunUntilIdle();
        _a.Push(10);
        _c.Push(31);
        _runtime.RunUntilIdle();
        _a.Push(11);
        _b.Push(20);
        _c.Push(32);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 30), (0, 10), (0, 20)], merged);
    }

    [Fact]
    public void Merge_starts_with_the_first_source_that_has_a_value()
    {
        List<(double At, int Value)> merged = _a.Node.Arrivals().Merge(_b.Node, _c.Node).Record();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 2)], merged);
    }

    [Fact]
    public void Merge_prefers_a_broadcast_to_older_values_in_its_first_cycle()
    {
        List<(double At, int Value)> merged = _a.Node.Merge(_b.Node).Record();

        _b.Push(20);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 20)], merged);
    }

    [Fact]
    public void Merge_of_sources_without_values_has_none()
    {
        Node<int> merged = _a.Node.Arrivals().Merge(_b.Node.Arrivals()).Named("merged");

        Assert.False(_runtime.RunCycle());
        Assert.False(merged.HasValue);
        Assert.Equal("merged", merged.Name);
    }

    [Fact]
    public void Merge_of_one_source_broadcasts_like_that_source()
    {
        List<(double At, int Value)> merged = _a.Node.Merge().Record();

        _a.Push(5);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 5)], merged);
    }

    [Fact]
    public void Merge_with_null_is_refused() =>
        Assert.Equal("others", Assert.Throws<ArgumentNullException>(() => _a.Node.Merge(_b.Node, null!)).ParamName);

    [Fact]
    public void Combine_waits_until_all_sources_have_values_and_then_runs_once_per_cycle()
    {
        List<(double At, string Value)> pairs = _a.Node.Arrivals()
            .Combine(_b.Node.Arrivals(), (a, b) => $"{a} {b}").Record();

        _a.Push(10);
        _a.Push(11);
        _runtime.RunUntilIdle();
        Assert.Empty(pairs);
        _b.Push(20);
        _runtime.RunUntilIdle();
        _a.Push(12);
        _b.Push(21);
        _runtime.RunUntilIdle();
        _b.Push(21);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, "11 20"), (0, "12 21"), (0, "12 21")], pairs);
    }

    [Fact]
    public void Combine_of_three_and_four_reads_them_in_the_order_of_arguments()
    {
        TestInput<int> d = _runtime.Input(4, "d");
        List<(double At, string Value)> three = _a.Node
            .Combine(_b.Node, _c.Node, (x, y, z) => $"{x}{y}{z}").Record();
        List<(double At, string Value)> four = _a.Node
            .Combine(_b.Node, _c.Node, d.Node, (x, y, z, w) => $"{x}{y}{z}{w}").Record();

        _runtime.RunUntilIdle();
        _c.Push(7);
        _runtime.RunUntilIdle();
        d.Push(9);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, "123"), (0, "127")], three);
        Assert.Equal([(0, "1234"), (0, "1274"), (0, "1279")], four);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Combine_of_four_waits_for_any_source_without_a_value(int missing)
    {
        TestInput<int> d = _runtime.Input(4, "d");
        TestInput<int>[] inputs = [_a, _b, _c, d];
        Node<int>[] nodes = [.. inputs.Select((input, i) => i == missing ? input.Node.Arrivals() : input.Node)];
        Node<int> sum = nodes[0].Combine(nodes[1], nodes[2], nodes[3], (x, y, z, w) => x + y + z + w);
        Node<int>? sumOfThree = missing < 3 ? nodes[0].Combine(nodes[1], nodes[2], (x, y, z) => x + y + z) : null;

        inputs[(missing + 1) % 4].Push(10);
        _runtime.RunUntilIdle();
        Assert.False(sum.HasValue);
        Assert.False(sumOfThree?.HasValue ?? false);

        inputs[missing].Push(100);
        _runtime.RunUntilIdle();
        Assert.Equal(inputs.Sum(input => input.Node.Value), sum.Value);
        Assert.Equal(sumOfThree is null ? 0 : _a.Node.Value + _b.Node.Value + _c.Node.Value, sumOfThree?.Value ?? 0);
    }

    [Fact]
    public void Sample_reads_its_source_when_the_trigger_broadcasts_and_then_only()
    {
        Node<long> second = _runtime.Executor.Periodic(TimeSpan.FromSeconds(1));
        List<(double At, int Value)> samples = _a.Node.Sample(second).Record();

        _runtime.AdvanceTo(Testing.At(0.5));
        _a.Push(10);
        _a.Push(11);
        _runtime.AdvanceTo(Testing.At(2.5));
        _a.Push(12);
        _runtime.AdvanceTo(Testing.At(3));

        Assert.Equal([(1, 11), (2, 11), (3, 12)], samples);
    }

    [Fact]
    public void Sample_reads_the_new_value_of_a_source_that_broadcasts_in_the_cycle_of_the_trigger()
    {
        List<(double At, int Value)> samples = _a.Node.Arrivals().Sample(_b.Node.Arrivals()).Record();

        _a.Push(10);
        _b.Push(0);
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 10)], samples);
    }

    [Fact]
    public void Sample_ignores_a_trigger_before_its_source_has_a_value()
    {
        List<(double At, int Value)> samples = _a.Node.Arrivals().Sample(_b.Node.Arrivals()).Record();

        _b.Push(0);
        _runtime.RunUntilIdle();
        _a.Push(10);
        _runtime.RunUntilIdle();
        Assert.Empty(samples);
        _b.Push(0);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 10)], samples);
    }

    [Fact]
    public void Sample_starts_in_the_first_cycle_when_both_have_values_by_then()
    {
        List<(double At, int Value)> samples = _a.Node.Select(value => value * 2).Sample(_b.Node).Record();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 2)], samples);
    }
}
