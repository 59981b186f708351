using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Switch.</summary>
public sealed class SwitchTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly TestInput<bool> _condition;
    private readonly TestInput<int> _a;
    private readonly TestInput<int> _b;

    public SwitchTests() =>
        (_condition, _a, _b) = (_runtime.Input(true), _runtime.Input(1, "a"), _runtime.Input(2, "b"));

    [Fact]
    public void Switch_starts_with_the_selected_value()
    {
        List<(double At, int Value)> selected = _condition.Node.Switch(_a.Node, _b.Node).Record();

        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 1)], selected);
    }

    [Fact]
    public void Switch_broadcasts_when_the_selected_side_does_and_is_silent_for_the_other()
    {
        List<(double At, int Value)> selected = Started(_a.Node, _b.Node);

        Run(() => _b.Push(20));
        Run(() => _a.Push(10));
        Run(() => _a.Push(10));

        Assert.Equal([(0, 10), (0, 10)], selected);
    }

    [Fact]
    public void Switch_broadcasts_on_a_flip_also_an_equal_value_and_not_when_the_condition_repeats_itself()
    {
        _b.Push(1);
        List<(double At, int Value)> selected = Started(_a.Node, _b.Node);

        Run(() => _condition.Push(true));
        Assert.Empty(selected);
        Run(() => _condition.Push(false));
        Run(() => _condition.Push(false));
        Run(() => _condition.Push(true));

        Assert.Equal([(0, 1), (0, 1)], selected);
    }

    [Fact]
    public void Switch_that_flips_in_the_cycle_of_a_new_value_broadcasts_it_once()
    {
        List<(double At, int Value)> selected = Started(_a.Node, _b.Node);

        _condition.Push(false);
        _a.Push(10);
        _b.Push(20);
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, 20)], selected);
    }

    [Fact]
    public void Switch_flipped_to_a_side_without_a_value_keeps_the_old_one_until_that_side_brings_one()
    {
        Node<int> node = _condition.Node.Switch(_a.Node, _b.Node.Arrivals());
        List<(double At, int Value)> selected = node.Record();
        _runtime.RunUntilIdle();
        selected.Clear();

        Run(() => _condition.Push(false));
        Run(() => _a.Push(10));
        Assert.Equal(1, node.Value);
        Assert.Empty(selected);
        Run(() => _b.Push(20));

        Assert.Equal([(0, 20)], selected);
    }

    [Fact]
    public void Switch_that_comes_back_from_a_side_without_a_value_takes_the_value_it_missed()
    {
        List<(double At, int Value)> selected = Started(_a.Node, _b.Node.Arrivals());

        Run(() => _condition.Push(false));
        Run(() => _a.Push(10));
        Run(() => _condition.Push(true));

        Assert.Equal([(0, 10)], selected);
    }

    [Fact]
    public void Switch_has_no_value_before_its_condition_has_one()
    {
        Node<int> node = _condition.Node.Arrivals().Switch(_a.Node, _b.Node);

        Run(() => _a.Push(10));
        Assert.False(node.HasValue);

        Run(() => _condition.Push(false));
        Assert.Equal(2, node.Value);
    }

    private List<(double At, int Value)> Started(Node<int> whenTrue, Node<int> whenFalse)
    {
        List<(double At, int Value)> selected = _condition.Node.Switch(whenTrue, whenFalse).Record();
        _runtime.RunUntilIdle();
        selected.Clear();
        return selected;
    }

    private void Run(Action act)
    {
        act();
        _runtime.RunUntilIdle();
    }
}
