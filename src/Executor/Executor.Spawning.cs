namespace Spaxiom.Graph;

/// <content>How nodes are added while a graph runs.</content>
public sealed partial class Executor
{
    private readonly List<SpawnRequest> _spawns = [];
    private Node? _actor; // whose code runs outside step 2: it pays for what that code asks

    /// <summary>
    /// Runs what was asked so far, in the order asked; what that asks in turn waits for the next poll.
    /// </summary>
    private void RunSpawns()
    {
        int count = _spawns.Count;
        int built = 0;
        try
        {
            while (built < count) Build(_spawns[built++]);
        }
        finally
        {
            _spawns.RemoveRange(0, built);
        }
    }

    private void Build(SpawnRequest request)
    {
        int firstRank = _topology.RankCount;
        _actor = request.Asker;
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
            _actor = null;
        }

        if (_fault is not null) ThrowFault();
    }
}
