namespace Spaxiom.Graph;

/// <summary>Where background work runs, and what it takes for time there.</summary>
internal interface IWorkHost
{
    /// <summary>
    /// The clock that work waits on, so that its delays and time-outs elapse in engine time. For any thread.
    /// </summary>
    TimeProvider TimeProvider { get; }

    /// <summary>
    /// Whether work runs on the thread of the run, so that its results can be sorted by when it was started.
    /// </summary>
    bool IsVirtual { get; }

    /// <summary>Begins a piece of work; on the executor's thread.</summary>
    void Begin(WorkPiece piece);

    /// <summary>Hears that a piece of work has ended, on whichever thread it did, before its result is there.</summary>
    void OnEnded(WorkPiece piece);
}
