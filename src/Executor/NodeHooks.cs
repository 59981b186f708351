namespace Spaxiom.Graph;

/// <summary>
/// Runs the hooks of nodes, and knows the node of the running hook: its error policy applies to graph building that the
/// hook requests.
/// </summary>
/// <remarks>A hook may add nodes, whose own hooks run within it; each gives way to the outer one at its end.</remarks>
internal sealed class NodeHooks(Executor executor, FailureLog failures)
{
    /// <summary>The node of the running hook; null while no hook runs.</summary>
    internal Node? Current { get; private set; }

    /// <summary>Runs <c>OnInit</c>; a node that fails there leaves again, unless its policy is to hold.</summary>
    internal void Init(Node node)
    {
        Node? outer = Current;
        int firstRank = node.Rank; // the hook may remove the node
        Current = node;
        try
        {
            node.Init(executor);
        }
        catch (Exception exception) when (exception != failures.Fault)
        {
            failures.Fail(node, "in OnInit", exception);
            if (node.ErrorPolicy != ErrorPolicy.Hold) executor.Removals.RemoveFrom(firstRank);
            if (executor.Step == Step.Between) failures.Report();
            if (failures.Fault is not null) failures.ThrowFault();
        }
        finally
        {
            GiveWayTo(outer);
        }
    }

    /// <summary>Runs <c>OnEffect</c>.</summary>
    internal void Effect(Node node)
    {
        Current = node;
        try
        {
            node.Effect();
        }
        catch (Exception exception)
        {
            failures.Fail(node, "in its effect", exception);
            if (failures.Fault is not null) executor.EndFaultedCycle();
        }
        finally
        {
            Current = null;
        }
    }

    /// <summary>Runs <c>OnDrop</c>, which cannot stop the removal.</summary>
    internal void Drop(Node node)
    {
        Node? outer = Current;
        Current = node;
        try
        {
            node.Drop();
        }
        catch (Exception exception)
        {
            failures.Record(node, "in OnDrop", exception, "Its removal went on.");
        }
        finally
        {
            GiveWayTo(outer);
        }
    }

    /// <summary>Checks what holds between any two cycles.</summary>
    internal void AssertInvariants() => Invariant.Holds(Current is null, $"{Current} still counts as in a hook.");

    /// <summary>
    /// Mostly there is no outer hook, and a store of a null that is known to be one needs no write barrier.
    /// </summary>
    private void GiveWayTo(Node? outer)
    {
        if (outer is null) Current = null;
        else Current = outer;
    }
}
