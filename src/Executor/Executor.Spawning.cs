namespace Spaxiom.Graph;

/// <content>How nodes are added while a graph runs.</content>
public sealed partial class Executor
{
    private readonly Queue<SpawnRequest> _spawns = [];
    private SpawnWork? _spareWork; // carried out, and used again if the next one has an argument of the same type
    private Node? _actor; // whose hook runs: it pays for what the hook asks
    private Node? _asker; // whose graph building runs: it pays for what that asks outside hooks

    /// <summary>
    /// Runs what was asked so far, in the order asked; what that asks in turn waits for the next poll.
    /// </summary>
    private void RunSpawns()
    {
        for (int count = _spawns.Count; count > 0; count--) Build(_spawns.Dequeue());
    }

    private void Ask<TArg>(Node? asker, TArg argument, Action<Executor, TArg> build)
    {
        if (_spareWork is SpawnWork<TArg> work) _spareWork = null;
        else work = new SpawnWork<TArg>();
        _spawns.Enqueue(new SpawnRequest(asker, work.Of(argument, build)));
        _attention |= Attention.Steps;
    }

    /// <summary>
    /// The hook is over, and the outer one, if there is one, goes on. Mostly there is none, and storing a null known as
    /// such costs no write barrier.
    /// </summary>
    private void EndHook(Node? outer)
    {
        if (outer is null) _actor = null;
        else _actor = outer;
    }

    private void Build(SpawnRequest request)
    {
        int firstRank = _topology.RankCount;
        _asker = request.Asker;
        try
        {
            request.Work.Build(this);
        }
        catch (Exception exception)
        {
            RemoveFrom(firstRank);
            if (exception != _fault)
            {
                if (request.Asker is null)
                {
                    ReportFailures();
                    throw;
                }

                Fail(request.Asker, "in graph building it had spawned", exception);
            }
        }
        finally
        {
            _asker = null;
            _spareWork = request.Work;
        }

        if (_fault is not null) ThrowFault();
    }
}
