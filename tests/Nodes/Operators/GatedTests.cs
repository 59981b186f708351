using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Gate over values, with and without holding the last one.</summary>
public sealed class GatedTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly TestInput<int> _source;
    private readonly TestInput<bool> _open;

    public GatedTests() => (_source, _open) = (_runtime.Input<int>("source"), _runtime.Input<bool>("open"));

    [Fact]
    public void Values_pass_in_cycles_in_which_the_condition_is_true()
    {
        List<(double At, int Value)> passed = _source.Node.Gate(_open.Node).Record();

        Run(() => _source.Push(1));
        Run(() => _open.Push(true));
        Run(() => _source.Push(2));
        Run(() => _source.Push(2));
        RunWith(3, open: false);
        Run(() => _source.Push(4));
        RunWith(5, open: true);

        Assert.Equal([(0, 2), (0, 2), (0, 5)], passed);
    }

    [Fact]
    public void Condition_does_not_wake_a_gate_that_does_not_hold()
    {
        _source.Node.Gate(_open.Node);
        Run(() => _source.Push(1));

        Run(() => _open.Push(true));

        Assert.Equal(2, _runtime.Executor.Epoch);
        Assert.False(_source.Node.Gate(_open.Node).HasValue);
    }

    [Fact]
    public void Held_value_comes_when_the_condition_becomes_true_and_only_once()
    {
        List<(double At, int Value)> passed = _source.Node.Gate(_open.Node, hold: true).Record();

        Run(() => _source.Push(1));
        Run(() => _source.Push(2));
        _runtime.AdvanceTo(Testing.At(1));
        Run(() => _open.Push(true));
        Run(() => _open.Push(false));
        Run(() => _open.Push(true));
        Run(() => _source.Push(3));

        Assert.Equal([(1, 2), (1, 3)], passed);
    }

    [Fact]
    public void Held_value_gives_way_to_one_that_comes_with_the_opening()
    {
        List<(double At, int Value)> passed = _source.Node.Gate(_open.Node, hold: true).Record();

        Run(() => _source.Push(1));
        RunWith(2, open: true);
        Run(() => _open.Push(false));
        Run(() => _open.Push(true));

        Assert.Equal([(0, 2)], passed);
    }

    [Fact]
    public void Present_value_passes_an_open_gate_in_the_first_cycle_and_waits_before_a_closed_one()
    {
        TestInput<int> present = _runtime.Input(initial: 7);
        TestInput<bool> open = _runtime.Input(initial: true), closed = _runtime.Input(initial: false);
        List<(double At, int Value)> passed = present.Node.Gate(open.Node).Record();
        List<(double At, int Value)> dropped = present.Node.Gate(closed.Node).Record();
        List<(double At, int Value)> held = present.Node.Gate(closed.Node, hold: true).Record();

        _runtime.AdvanceTo(Testing.At(1));
        Run(() => closed.Push(true));

        Assert.Equal([(0, 7)], passed);
        Assert.Empty(dropped);
        Assert.Equal([(1, 7)], held);
    }

    [Fact]
    public void A_missing_condition_is_refused() =>
        Assert.Throws<ArgumentNullException>("condition", () => _source.Node.Gate(null!));

    private void RunWith(int value, bool open)
    {
        _source.Push(value);
        _open.Push(open);
        Assert.Equal(1, _runtime.RunUntilIdle());
    }

    private void Run(Action act)
    {
        act();
        _runtime.RunUntilIdle();
    }
}
