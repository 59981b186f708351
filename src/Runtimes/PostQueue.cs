using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>
/// Code from any thread that waits for the thread of an executor. Once the executor has faulted or is disposed, the
/// queue takes no more code, and keeps only the number of the actions that never ran.
/// </summary>
internal sealed class PostQueue
{
    private readonly Lock _gate = new();

    // Guarded by the gate.
    private readonly Queue<Action<Executor>> _waiting = []; // empty once _ended
    private int _lost; // how many waited at the end
    private bool _ended;
    private Exception? _fault; // what ended it; null for a disposal

    private volatile bool _isEmpty = true; // written within the gate; read by the owner, who need not enter it

    /// <summary>How many wait or, after the end, never ran.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _waiting.Count + _lost;
        }
    }

    /// <summary>Lets the code wait; throws what ended the executor once that has happened.</summary>
    internal void Add(Action<Executor> action)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _waiting.Enqueue(action);
                _isEmpty = false;
                return;
            }
        }

        Refuse();
    }

    /// <summary>Runs the code that waits, but none that is added meanwhile; for the owner.</summary>
    internal void Run(Executor executor)
    {
        if (_isEmpty) return;
        for (int count = Count; count > 0 && TryTake(out Action<Executor>? action); count--) action(executor);
    }

    /// <summary>Takes no more from now on, and drops the code that waits.</summary>
    /// <param name="fault">What ended the executor; null for a disposal.</param>
    /// <returns>How many were dropped.</returns>
    internal int End(Exception? fault)
    {
        lock (_gate)
        {
            if (_ended) return 0;
            (_ended, _fault, _lost) = (true, fault, _waiting.Count);
            _waiting.Clear();
            _isEmpty = true;
            return _lost;
        }
    }

    private bool TryTake([NotNullWhen(true)] out Action<Executor>? action)
    {
        lock (_gate)
        {
            bool taken = _waiting.TryDequeue(out action);
            _isEmpty = _waiting.Count == 0;
            return taken;
        }
    }

    private void Refuse()
    {
        if (_fault is not null) ExceptionDispatchInfo.Throw(_fault);
        throw new ObjectDisposedException(
            nameof(Runtime),
            $"Code was posted to a runtime that is disposed, and will not run. {_lost} posted before never ran.");
    }
}
