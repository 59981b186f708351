namespace Spaxiom.Graph.Tests;

/// <summary>What nodes broadcast, and when, in seconds since the epoch.</summary>
internal static class Recording
{
    /// <summary>Records every broadcast of a node from now on.</summary>
    internal static List<(double At, T Value)> Record<T>(this Node<T> node)
    {
        var broadcasts = new List<(double At, T Value)>();
        NodeBuilder.Create(broadcasts).TriggeredBy(node).Build(
            node.Executor!,
            (ref List<(double At, T Value)> list, in CycleContext context) =>
            {
                list.Add((context.Now.UnixNanoseconds / 1e9, node.Value));
                return Control.Unchanged;
            });
        return broadcasts;
    }

    /// <summary>The source's broadcasts alone: unlike an input it has no value before the first of them.</summary>
    internal static Node<T> Arrivals<T>(this Node<T> source) => source.Executor!.Add(new ArrivalsNode<T>(source));

    /// <summary>
    /// Runs over events from instant 0 to an end, and records what the node built on them broadcasts. Here a timer and
    /// an event of one instant share a cycle.
    /// </summary>
    internal static List<(double At, TResult Value)> Replay<T, TResult>(
        (double At, T Value)[] events, double end, Func<Node<T>, Node<TResult>> build)
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(end)).Checked();
        Node<T> source = runtime.AddSource(
            "source", events.Select(item => new Timestamped<T>(Testing.At(item.At), item.Value)), initial: default(T)!);
        List<(double At, TResult Value)> broadcasts = build(source.Arrivals()).Record();
        runtime.Run();
        return broadcasts;
    }

    private sealed class ArrivalsNode<T> : Node<T>
    {
        private readonly Node<T> _source;

        internal ArrivalsNode(Node<T> source)
        {
            _source = source;
            TriggeredBy(source);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = _source.Value;
            return Control.Broadcast;
        }
    }
}
