using System.Buffers;

namespace Spaxiom.Graph;

/// <summary>
/// The state of a runtime's graph between two cycles, saved and loaded: see <see cref="GraphImage"/>. Made once
/// building has ended and before the first cycle.
/// </summary>
internal sealed class RuntimeImage(Runtime runtime)
{
    private readonly GraphImage _graph = new(runtime.Executor);

    /// <summary>
    /// Why the graph cannot be saved at this boundary between cycles, but perhaps at the next one; null when it can.
    /// Posted code that waits is such a reason: nobody could post it again.
    /// </summary>
    internal string? Obstacle => runtime.PendingPosts > 0
        ? $"{runtime.PendingPosts} posts wait for the next poll"
        : ExecutorState.ObstacleIn(runtime.Executor);

    /// <summary>Saves the graph.</summary>
    internal void Save(IBufferWriter<byte> target) => _graph.Save(target, Obstacle);

    /// <summary>Loads a graph in place of what building has made; engine time goes on from where it was.</summary>
    internal void Load(ReadOnlyMemory<byte> source) => _graph.Load(source);

    /// <summary>A number that is the same whenever the state is.</summary>
    internal ulong Hash() => _graph.Hash();
}
