namespace Spaxiom.Graph.Bench;

/// <summary>
/// What reaches the end of a pipeline on other threads, so that the thread that feeds it can wait for the last one.
/// </summary>
internal sealed class Arrivals
{
    private readonly ManualResetEventSlim _all = new();
    private int _missing;
    private int _last;

    /// <summary>Starts waiting for so many.</summary>
    internal void Expect(int count)
    {
        _all.Reset();
        Volatile.Write(ref _missing, count);
    }

    /// <summary>Counts one; the pipeline calls it for one at a time.</summary>
    internal void Add(int value)
    {
        _last = value;
        if (Interlocked.Decrement(ref _missing) == 0) _all.Set();
    }

    /// <summary>Blocks until all have arrived, and returns the last one.</summary>
    internal int Wait()
    {
        _all.Wait();
        return _last;
    }
}
