using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>And, Or, Xor and Not.</summary>
public sealed class GateTests
{
    private static readonly bool[] s_bools = [false, true];
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Gates_are_false_without_a_value_before_and_right_after_one_cycle()
    {
        Node<bool> a = _runtime.Input(true).Node, b = _runtime.Input(true).Node;
        Node<bool> and = a.And(b), or = a.Or(b), xor = a.Xor(b), not = a.Not();
        Node<bool>[] gates = [and, or, xor, not];

        Assert.All(gates, gate => Assert.False(gate.Value || gate.HasValue));
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.All(gates, gate => Assert.True(gate.HasValue));
        Assert.Equal((true, true, false, false), (and.Value, or.Value, xor.Value, not.Value));
    }

    [Fact]
    public void Gates_follow_their_truth_tables_and_broadcast_only_changes()
    {
        TestInput<bool> a = _runtime.Input(false), b = _runtime.Input(false);
        (Node<bool> Gate, Func<bool, bool, bool> Truth)[] gates =
        [
            (a.Node.And(b.Node), (x, y) => x && y),
            (a.Node.Or(b.Node), (x, y) => x || y),
            (a.Node.Xor(b.Node), (x, y) => x != y),
            (a.Node.Not(), (x, _) => !x),
        ];
        List<(double At, bool Value)>[] broadcasts = [.. gates.Select(gate => gate.Gate.Record())];
        _runtime.RunUntilIdle();

        foreach ((bool oldA, bool oldB, bool newA, bool newB) in EveryTransition())
        {
            Push(oldA, oldB);
            foreach (List<(double At, bool Value)> list in broadcasts) list.Clear();

            Push(newA, newB);

            for (int i = 0; i < gates.Length; i++)
            {
                bool before = gates[i].Truth(oldA, oldB), after = gates[i].Truth(newA, newB);
                Assert.Equal(after, gates[i].Gate.Value);
                Assert.Equal(before == after ? [] : [(0, after)], broadcasts[i]);
            }
        }

        void Push(bool first, bool second)
        {
            a.Push(first);
            b.Push(second);
            Assert.Equal(1, _runtime.RunUntilIdle());
        }
    }

    [Fact]
    public void The_first_value_is_broadcast_although_it_is_false()
    {
        TestInput<bool> a = _runtime.Input(false), b = _runtime.Input(false);
        List<(double At, bool Value)>[] firsts =
        [
            a.Node.And(b.Node).Record(),
            a.Node.Or(b.Node).Record(),
            a.Node.Xor(b.Node).Record(),
            a.Node.Not().Not().Record(),
        ];

        _runtime.RunUntilIdle();

        Assert.All(firsts, broadcasts => Assert.Equal([(0, false)], broadcasts));
    }

    [Fact]
    public void Gates_wait_until_both_sources_have_values()
    {
        TestInput<bool> a = _runtime.Input(true), b = _runtime.Input(true);
        Node<bool> late = b.Node.Arrivals();
        Node<bool>[] gates =
        [
            a.Node.And(late), a.Node.Or(late), a.Node.Xor(late),
            late.And(a.Node), late.Or(a.Node), late.Xor(a.Node), late.Not(),
        ];

        a.Push(true);
        _runtime.RunUntilIdle();
        Assert.All(gates, gate => Assert.False(gate.HasValue));
        b.Push(true);
        _runtime.RunUntilIdle();

        Assert.Equal([true, true, false, true, true, false, false], gates.Select(gate => gate.Value));
        Assert.All(gates, gate => Assert.True(gate.HasValue));
    }

    [Fact]
    public void A_tree_of_gates_runs_its_root_at_most_once_per_cycle()
    {
        TestInput<bool> a = _runtime.Input(false), b = _runtime.Input(false);
        TestInput<bool> c = _runtime.Input(false), d = _runtime.Input(false);
        Node<bool> root = a.Node.And(b.Node).Or(c.Node.Xor(d.Node));
        List<(double At, bool Value)> broadcasts = root.Record();
        _runtime.RunUntilIdle();
        broadcasts.Clear();

        foreach (TestInput<bool> input in (TestInput<bool>[])[a, b, c]) input.Push(true);
        Assert.Equal(1, _runtime.RunUntilIdle());
        d.Push(true);
        Assert.Equal(1, _runtime.RunUntilIdle());
        a.Push(false);
        Assert.Equal(1, _runtime.RunUntilIdle());

        Assert.Equal([(0, true), (0, false)], broadcasts);
    }

    private static IEnumerable<(bool OldA, bool OldB, bool NewA, bool NewB)> EveryTransition() =>
        from oldA in s_bools
        from oldB in s_bools
        from newA in s_bools
        from newB in s_bools
        select (oldA, oldB, newA, newB);
}
