namespace Spaxiom.Graph;

/// <summary>Runs background work on the thread pool, as a live runtime does.</summary>
/// <param name="timeProvider">The clock that work waits on.</param>
internal sealed class PoolWorkHost(TimeProvider timeProvider) : IWorkHost
{
    public TimeProvider TimeProvider => timeProvider;

    public bool IsVirtual => false;

    public void Begin(WorkPiece piece) => ThreadPool.UnsafeQueueUserWorkItem(piece, preferLocal: false);

    public void OnEnded(WorkPiece piece)
    {
    }
}
