using System.Buffers;

namespace Spaxiom.Graph;

/// <summary>
/// The state of a whole graph between two cycles: saved into a buffer, and loaded into a fresh build of the same graph,
/// which then goes on as if it had never stopped. Ranks, slots, generations and timers are the same again, so that ids,
/// handles and orders agree with the run that was not interrupted.
/// </summary>
/// <remarks>
/// Made once building has ended and before the first cycle. Items that wait at inputs are left out: who brings them
/// brings them again.
/// </remarks>
internal sealed class GraphImage
{
    private readonly Executor _executor;
    private readonly Blueprint _blueprint;

    internal GraphImage(Executor executor)
    {
        using OwnerHold hold = executor.Owner.Hold();
        executor.Access.CheckUsable();
        if (executor.Build.Blueprint is null && executor.Epoch > 0)
        {
            throw new InvalidOperationException(
                $"The graph has run {executor.Epoch} cycles, so that nobody knows any more what it was built from. "
                + "Ask for it to be saved or loaded before its first cycle.");
        }

        (_executor, _blueprint) = (executor, executor.Build.Blueprint ??= new Blueprint(executor));
    }

    /// <summary>Saves the graph.</summary>
    /// <param name="target">Where the image goes.</param>
    /// <param name="obstacle">Why the runtime does not allow it now; null when it does.</param>
    /// <exception cref="InvalidOperationException">
    /// Spawns or sweeps wait, this is inside a cycle, a node was spawned that nobody could build again, or a type has
    /// no codec.
    /// </exception>
    internal void Save(IBufferWriter<byte> target, string? obstacle = null)
    {
        using OwnerHold hold = _executor.Owner.Hold();
        _executor.Access.CheckUsable();
        obstacle ??= ExecutorState.ObstacleIn(_executor);
        if (obstacle is not null)
        {
            throw new InvalidOperationException(
                $"The graph cannot be saved now: {obstacle}. Save it between two cycles, with nothing asked for.");
        }

        new ImageWriter(_executor, _blueprint, new StateSaver(_executor.Codecs, target)).Write();
    }

    /// <summary>Loads what was saved, in place of what building has made.</summary>
    /// <exception cref="InvalidOperationException">
    /// The graph has run, or is not built as the one that was saved: nothing was changed then, unless the message says
    /// so.
    /// </exception>
    internal void Load(ReadOnlyMemory<byte> source)
    {
        using OwnerHold hold = _executor.Owner.Hold();
        _executor.Access.CheckUsable();
        if (_executor.Epoch > 0)
        {
            throw new InvalidOperationException(
                $"The graph has run {_executor.Epoch} cycles and cannot be loaded into. Build it anew.");
        }

        new ImageReader(_executor, _blueprint, new StateLoader(_executor.Codecs, source)).Read();
    }

    /// <summary>A number that is the same whenever the state is.</summary>
    internal ulong Hash()
    {
        using OwnerHold hold = _executor.Owner.Hold();
        var hasher = new StateHasher(_executor.Codecs);
        ExecutorState.VisitProgress(_executor, hasher);
        foreach (Node node in _executor.Nodes)
        {
            var visitor = new StateVisitor(hasher, node);
            node.VisitState(ref visitor);
        }

        return hasher.Hash;
    }
}
