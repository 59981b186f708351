using System.Diagnostics;

namespace Spaxiom.Graph;

/// <summary>Requests for graph building, in the order in which they were made.</summary>
/// <remarks>One request is carried out at a time.</remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class SpawnQueue(Executor executor, Topology topology, FailureLog failures)
{
    private readonly Queue<SpawnRequest> _requests = [];
    private SpawnWork? _spare; // carried out, and used again if the next one has an argument of the same type
    private bool _isBuilding;

    /// <summary>How many requests wait.</summary>
    internal int Count => _requests.Count;

    /// <summary>
    /// The node that requested the graph building that runs: further building that this requests outside hooks is on
    /// its account. Null while none runs, and for building requested between cycles.
    /// </summary>
    internal Node? Requester { get; private set; }

    /// <summary>Lets building code wait for its step.</summary>
    internal void Add<TArg>(Node? requester, TArg argument, Action<Executor, TArg> build)
    {
        if (_spare is SpawnWork<TArg> work) _spare = null;
        else work = new SpawnWork<TArg>();
        _requests.Enqueue(new SpawnRequest(requester, work.Of(argument, build)));
        executor.Require(Attention.Spawns);
    }

    /// <summary>Carries out the requests made so far; those that these make wait for the next poll.</summary>
    internal void Run()
    {
        for (int count = _requests.Count; count > 0; count--) Build(_requests.Dequeue());
        if (_requests.Count == 0) executor.Settle(Attention.Spawns);
    }

    /// <summary>Forgets the requests, because the graph was loaded in place of what they would have built on.</summary>
    internal void Clear() => _requests.Clear();

    /// <summary>Checks what holds between any two cycles.</summary>
    internal void AssertInvariants(Attention attention)
    {
        Invariant.Holds(!_isBuilding && Requester is null, $"Graph building of {Requester} was never left.");
        Invariant.Holds(_requests.Count == 0 || (attention & Attention.Spawns) != 0, "A spawn is overlooked.");
    }

    private void Build(SpawnRequest request)
    {
        int firstRank = topology.RankCount;
        Begin(request);
        try
        {
            request.Work.Build(executor);
        }
        catch (Exception exception)
        {
            executor.Removals.RemoveFrom(firstRank);
            if (exception != failures.Fault)
            {
                if (request.Requester is null)
                {
                    failures.Report();
                    throw;
                }

                failures.Fail(request.Requester, "in graph building it had spawned", exception);
            }
        }
        finally
        {
            End(request);
        }

        if (failures.Fault is not null) failures.ThrowFault();
    }

    private void Begin(SpawnRequest request)
    {
        Debug.Assert(!_isBuilding, "The request before was ended.");
        (_isBuilding, Requester) = (true, request.Requester);
    }

    private void End(SpawnRequest request)
    {
        Debug.Assert(_isBuilding, "A request was begun.");
        (_isBuilding, Requester, _spare) = (false, null, request.Work);
    }
}

/// <summary>Graph building that waits for its step.</summary>
/// <param name="Requester">
/// The node that asked, whose error policy applies; null when it was asked between cycles.
/// </param>
/// <param name="Work">The building code.</param>
internal readonly record struct SpawnRequest(Node? Requester, SpawnWork Work);

/// <summary>Building code and what it was given; may be used again once it was carried out.</summary>
internal abstract class SpawnWork
{
    /// <summary>Runs the building code, and forgets it.</summary>
    internal abstract void Build(Executor executor);
}

/// <summary>Building code that was given everything it needs as one argument, so that it needs no closure.</summary>
internal sealed class SpawnWork<TArg> : SpawnWork
{
    private TArg? _argument;
    private Action<Executor, TArg>? _build;

    internal SpawnWork<TArg> Of(TArg argument, Action<Executor, TArg> build)
    {
        (_argument, _build) = (argument, build);
        return this;
    }

    internal override void Build(Executor executor)
    {
        TArg argument = _argument!;
        Action<Executor, TArg> build = _build!;
        (_argument, _build) = (default, null);
        build(executor, argument);
    }
}
