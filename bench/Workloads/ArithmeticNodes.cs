namespace Spaxiom.Graph.Bench;

/// <summary>Counts its cycles: the source of the graph shapes.</summary>
internal sealed class CounterNode : Node<int>
{
    protected override Control OnCycle(in CycleContext context)
    {
        State++;
        return Control.Broadcast;
    }
}

/// <summary>The parent's value and a constant, added.</summary>
internal sealed class AddNode : Node<int>
{
    private readonly Node<int> _parent;
    private readonly int _constant;

    internal AddNode(Node<int> parent, int constant)
    {
        (_parent, _constant) = (parent, constant);
        TriggeredBy(parent);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        State = _parent.Value + _constant;
        return Control.Broadcast;
    }
}

/// <summary>The parent's value and a constant, combined bit by bit.</summary>
internal sealed class XorNode : Node<int>
{
    private readonly Node<int> _parent;
    private readonly int _constant;

    internal XorNode(Node<int> parent, int constant)
    {
        (_parent, _constant) = (parent, constant);
        TriggeredBy(parent);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        State = _parent.Value ^ _constant;
        return Control.Broadcast;
    }
}

/// <summary>The parent's value and a constant, multiplied.</summary>
internal sealed class MultiplyNode : Node<int>
{
    private readonly Node<int> _parent;
    private readonly int _constant;

    internal MultiplyNode(Node<int> parent, int constant)
    {
        (_parent, _constant) = (parent, constant);
        TriggeredBy(parent);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        State = _parent.Value * _constant;
        return Control.Broadcast;
    }
}

/// <summary>The parent's value taken from a constant.</summary>
internal sealed class ComplementNode : Node<int>
{
    private readonly Node<int> _parent;
    private readonly int _constant;

    internal ComplementNode(Node<int> parent, int constant)
    {
        (_parent, _constant) = (parent, constant);
        TriggeredBy(parent);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        State = _constant - _parent.Value;
        return Control.Broadcast;
    }
}

/// <summary>The sum of two parents.</summary>
internal sealed class PairNode : Node<int>
{
    private readonly Node<int> _left;
    private readonly Node<int> _right;

    internal PairNode(Node<int> left, Node<int> right)
    {
        (_left, _right) = (left, right);
        TriggeredBy(left, right);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        State = _left.Value + _right.Value;
        return Control.Broadcast;
    }
}

/// <summary>The sum of all parents.</summary>
internal sealed class SumNode : Node<int>
{
    private readonly Node<int>[] _parents;

    internal SumNode(Node<int>[] parents)
    {
        _parents = parents;
        TriggeredBy(parents);
    }

    protected override Control OnCycle(in CycleContext context)
    {
        int sum = 0;
        foreach (Node<int> parent in _parents) sum += parent.Value;
        State = sum;
        return Control.Broadcast;
    }
}
