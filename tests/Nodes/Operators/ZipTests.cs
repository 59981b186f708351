using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Zip: values of two sources in pairs.</summary>
public sealed class ZipTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly TestInput<int> _a;
    private readonly TestInput<int> _b;

    public ZipTests() => (_a, _b) = (_runtime.Input<int>("a"), _runtime.Input<int>("b"));

    [Fact]
    public void Values_are_paired_by_their_number_whichever_source_is_ahead()
    {
        Zipper<int, int, string> pairs = _a.Node.Zip(_b.Node, Text);
        List<(double At, string Value)> broadcasts = pairs.Record();

        Run(() => _a.Push(1));
        Run(() => _a.Push(2));
        Assert.False(pairs.HasValue);
        Run(() => _b.Push(10));
        Run(() => _b.Push(20));
        Run(() => _b.Push(30));
        Run(() => _b.Push(40));
        Run(() => _a.Push(3));

        Assert.Equal([(0, "1 10"), (0, "2 20"), (0, "3 30")], broadcasts);
        Assert.Equal(0, pairs.Dropped);
    }

    [Fact]
    public void Values_of_one_cycle_are_paired_at_once_and_behind_those_that_wait()
    {
        List<(double At, string Value)> pairs = _a.Node.Zip(_b.Node, Text).Record();

        RunWith(1, 10);
        Run(() => _a.Push(2));
        RunWith(3, 20);
        Run(() => _b.Push(30));
        Run(() => _b.Push(40));
        RunWith(4, 50);

        Assert.Equal([(0, "1 10"), (0, "2 20"), (0, "3 30"), (0, "4 40")], pairs);
    }

    [Fact]
    public void Present_values_of_the_sources_are_their_first()
    {
        TestInput<int> present = _runtime.Input(initial: 1), other = _runtime.Input(initial: 2);
        List<(double At, string Value)> ofBoth = present.Node.Zip(other.Node, Text).Record();
        List<(double At, string Value)> ofFirst = present.Node.Zip(_b.Node, Text).Record();
        List<(double At, string Value)> ofSecond = _b.Node.Zip(present.Node, Text).Record();

        Run(() => { });
        Run(() => present.Push(5));
        Run(() => _b.Push(10));

        Assert.Equal([(0, "1 2")], ofBoth);
        Assert.Equal([(0, "1 10")], ofFirst);
        Assert.Equal([(0, "10 1")], ofSecond);
    }

    [Fact]
    public void Value_that_finds_the_ring_full_is_dropped_and_counted()
    {
        Zipper<int, int, string> pairs = _a.Node.Zip(_b.Node, Text, capacity: 2);
        List<(double At, string Value)> broadcasts = pairs.Record();

        for (int i = 1; i <= 5; i++) Run(() => _a.Push(i));
        for (int i = 10; i <= 60; i += 10) Run(() => _b.Push(i));

        Assert.Equal([(0, "1 10"), (0, "2 20")], broadcasts);
        Assert.Equal(5, pairs.Dropped);
    }

    [Fact]
    public void Value_whose_pair_takes_one_from_a_full_ring_finds_room()
    {
        Zipper<int, int, string> pairs = _a.Node.Zip(_b.Node, Text, capacity: 1);
        List<(double At, string Value)> broadcasts = pairs.Record();

        Run(() => _a.Push(1));
        _a.Push(2);
        _b.Push(10);
        Run(() => { });
        Run(() => _b.Push(20));

        Assert.Equal([(0, "1 10"), (0, "2 20")], broadcasts);
        Assert.Equal(0, pairs.Dropped);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        var capacity = Assert.Throws<ArgumentOutOfRangeException>(() => _a.Node.Zip(_b.Node, Text, capacity: 0));

        Assert.StartsWith("capacity must be at least 1.", capacity.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("second", () => _a.Node.Zip<int, int, string>(null!, Text));
        Assert.Throws<ArgumentNullException>("combine", () => _a.Node.Zip<int, int, string>(_b.Node, null!));
    }

    private static string Text(int a, int b) => $"{a} {b}";

    private void RunWith(int a, int b)
    {
        _a.Push(a);
        _b.Push(b);
        Assert.Equal(1, _runtime.RunUntilIdle());
    }

    private void Run(Action act)
    {
        act();
        _runtime.RunUntilIdle();
    }
}
