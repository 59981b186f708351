namespace Spaxiom.Graph.Tests;

/// <summary>Batches as text, because a batch is overwritten by a later one: <c>[7 8]</c>.</summary>
internal static class Recorded
{
    /// <summary>The batches of a node from now on, with the seconds since the epoch: <c>2.5: [7 8]</c>.</summary>
    internal static List<string> FromBatches<T>(Node<ReadOnlyMemory<T>> source)
    {
        var lines = new List<string>();
        NodeBuilder.Create(0).TriggeredBy(source).Build(
            source.Executor!,
            (ref int _, in CycleContext context) =>
            {
                lines.Add($"{(context.Now - Instant.Epoch).TotalSeconds}: {Text(source.Value)}");
                return Control.Unchanged;
            });
        return lines;
    }

    /// <summary>A batch as text.</summary>
    internal static string Text<T>(ReadOnlyMemory<T> batch) => $"[{string.Join(' ', batch.ToArray())}]";
}
