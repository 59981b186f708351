namespace Spaxiom.Graph.Bench;

/// <summary>Ends the run after so many cycles, and until then sees to it that there is another one.</summary>
internal abstract class CountdownNode : Node<int>
{
    /// <summary>Cycles to go.</summary>
    internal int Remaining { get; set; }

    protected sealed override Control OnCycle(in CycleContext context)
    {
        State++;
        if (--Remaining <= 0) return Control.Terminate;
        Continue(in context);
        return Control.Broadcast;
    }

    /// <summary>Asks for the next cycle.</summary>
    protected abstract void Continue(in CycleContext context);
}

/// <summary>Goes on by a yield.</summary>
internal sealed class YieldingNode : CountdownNode
{
    protected override void Continue(in CycleContext context) => context.YieldNow();
}

/// <summary>Goes on by a timer that is due at once.</summary>
internal sealed class DueNode : CountdownNode
{
    protected override void Continue(in CycleContext context) => context.ScheduleAt(context.Now);
}

/// <summary>Goes on by a yield, and adds a node that the next cycle removes.</summary>
internal sealed class SpawningNode : CountdownNode
{
    protected override void Continue(in CycleContext context)
    {
        context.Spawn(this, static (executor, parent) => executor.Add(new PassingNode(parent)));
        context.YieldNow();
    }
}

/// <summary>Leaves in the first cycle that it runs in.</summary>
internal sealed class PassingNode : Node<int>
{
    internal PassingNode(Node<int> parent) => TriggeredBy(parent);

    protected override Control OnCycle(in CycleContext context) => Control.Sweep;
}
