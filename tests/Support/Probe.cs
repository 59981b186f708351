namespace Spaxiom.Graph.Tests;

/// <summary>
/// A node that logs its name whenever it runs, and its hooks' runs after a colon: <c>a</c>, <c>a:drop</c>.
/// </summary>
/// <remarks>Told nothing else, it counts its runs in its value and broadcasts.</remarks>
internal sealed class Probe : Node<int>
{
    private readonly List<string> _log;
    private readonly CycleFunction<int>? _cycle;

    internal Probe(
        List<string> log, CycleFunction<int>? cycle, ReadOnlySpan<Node> triggeredBy, ReadOnlySpan<Node> observerOf)
        : base(initial: 0)
    {
        (_log, _cycle) = (log, cycle);
        TriggeredBy(triggeredBy);
        ObserverOf(observerOf);
    }

    /// <summary>Runs in <c>OnInit</c>.</summary>
    internal Action<Executor, Probe>? AtInit { get; init; }

    /// <summary>Runs in <c>OnEffect</c>.</summary>
    internal Action? AtEffect { get; init; }

    /// <summary>Runs in <c>OnDrop</c>.</summary>
    internal Action? AtDrop { get; init; }

    protected override Control OnCycle(in CycleContext context)
    {
        _log.Add(Name!);
        if (_cycle is not null) return _cycle(ref State, in context);
        State++;
        return Control.Broadcast;
    }

    protected override void OnInit(Executor executor) => AtInit?.Invoke(executor, this);

    protected override void OnEffect()
    {
        _log.Add($"{Name}:effect");
        AtEffect?.Invoke();
    }

    protected override void OnDrop()
    {
        _log.Add($"{Name}:drop");
        AtDrop?.Invoke();
    }
}
