using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Select and Where.</summary>
public sealed class SelectTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Select_broadcasts_with_its_source_also_an_equal_result()
    {
        TestInput<int> input = _runtime.Input(initial: 3);
        List<(double At, int Value)> parities = input.Node.Select(value => value % 2).Record();

        _runtime.RunUntilIdle();
        input.Push(4);
        input.Push(6);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 1), (0, 0), (0, 0)], parities);
    }

    [Fact]
    public void Select_has_no_value_before_its_source_has_one()
    {
        TestInput<int> input = _runtime.Input(initial: 3);
        Node<int> doubled = input.Node.Arrivals().Select(value => value * 2);

        Assert.False(_runtime.RunCycle());
        Assert.False(doubled.HasValue);

        input.Push(4);
        _runtime.RunUntilIdle();
        Assert.True(doubled.HasValue);
        Assert.Equal(8, doubled.Value);
    }

    [Fact]
    public void A_chain_computes_its_first_values_in_the_first_cycle_and_once()
    {
        TestInput<int> input = _runtime.Input(initial: 3);
        List<(double At, string Value)> texts = input.Node
            .Select(value => value + 1)
            .Select(value => value * 10)
            .Select(value => $"{value}")
            .Record();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, "40")], texts);
    }

    [Fact]
    public void First_cycle_with_a_new_source_value_computes_it_alone()
    {
        TestInput<int> input = _runtime.Input(initial: 3);
        List<(double At, int Value)> doubled = input.Node.Select(value => value * 2).Record();

        input.Push(5);
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 10)], doubled);
    }

    [Fact]
    public void Where_broadcasts_and_keeps_the_values_that_pass()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<int> even = input.Node.Where(value => value % 2 == 0);
        List<(double At, int Value)> broadcasts = even.Record();

        _runtime.RunUntilIdle();
        Assert.False(even.HasValue);
        foreach (int value in (int[])[2, 3, 4, 4, 5]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 2), (0, 4), (0, 4)], broadcasts);
        Assert.Equal(4, even.Value);
    }

    [Fact]
    public void Where_computes_its_first_value_from_a_source_that_has_one()
    {
        TestInput<double> input = _runtime.Input(initial: 20.5);
        Node<double> valid = input.Node.Where(double.IsFinite);

        _runtime.RunCycle();
        input.Push(double.NaN);
        _runtime.RunCycle();

        Assert.Equal(20.5, valid.Value);
    }

    [Fact]
    public void Nodes_behind_a_filter_run_only_when_something_passes()
    {
        TestInput<int> input = _runtime.Input(initial: -1);
        Node<int> tens = input.Node.Where(value => value % 10 == 0);
        int runs = 0;
        for (int i = 0; i < 500; i++)
        {
            tens.Select(value =>
            {
                runs++;
                return value;
            });
        }

        for (int value = 1; value <= 30; value++) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal(500 * 3, runs);
    }

    [Fact]
    public void Select_that_throws_under_Hold_keeps_its_value_and_goes_on()
    {
        TestInput<int> input = _runtime.Input(initial: 1);
        Node<int> inverse = input.Node.Select(value => 100 / value).OnError(ErrorPolicy.Hold);
        List<(double At, int Value)> broadcasts = inverse.Record();

        foreach (int value in (int[])[5, 0, 20]) input.Push(value);
        _runtime.RunUntilIdle();

        Assert.Equal([(0, 20), (0, 5)], broadcasts);
        Assert.Equal(1, inverse.Failures);
    }
}
