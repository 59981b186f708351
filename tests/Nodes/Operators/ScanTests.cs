using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Scan.</summary>
public sealed class ScanTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Scan_folds_the_present_value_of_its_source_first_and_then_every_broadcast()
    {
        TestInput<int> input = _runtime.Input(initial: 5);
        List<(double At, int Value)> sums = input.Node.Scan(100, (sum, value) => sum + value).Record();

        _runtime.RunUntilIdle();
        foreach (int value in (int[])[1, 1, -2]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 105), (0, 106), (0, 107), (0, 105)], sums);
    }

    [Fact]
    public void Scan_shows_its_seed_without_having_a_value_before_its_source_has_one()
    {
        TestInput<int> input = _runtime.Input(initial: 5);
        Node<long> count = input.Node.Arrivals().Scan(7L, (number, _) => number + 1);

        Assert.False(_runtime.RunCycle());
        Assert.False(count.HasValue);
        Assert.Equal(7, count.Value);

        input.Push(0);
        _runtime.RunUntilIdle();
        Assert.Equal(8, count.Value);
    }

    [Fact]
    public void Scan_broadcasts_an_equal_result()
    {
        TestInput<int> input = _runtime.Input(initial: 5);
        List<(double At, int Value)> maxima = input.Node.Arrivals().Scan(0, Math.Max).Record();

        foreach (int value in (int[])[3, 2, 4]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 3), (0, 3), (0, 4)], maxima);
    }
}
