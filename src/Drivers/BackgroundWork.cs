using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Work that a node starts and that must not hold up the graph: blocking reads, requests, computations. Its result, or
/// its failure, enters a later cycle of the node as an input.
/// </summary>
/// <remarks>
/// <para>Live, work runs on the thread pool, and results enter in the order in which they arrive. In virtual time it
/// runs on the thread of the run, in the order in which it was started: up to its first wait inside
/// <see cref="Start(Func{CancellationToken, ValueTask{TResult}})"/> itself, and on from there before a later cycle.
/// There it may wait on <see cref="Runtime.TimeProvider"/>, whose timers are engine timers: time moves on when
/// everything in flight waits for it, and a result enters at the instant at which the work ended; results of one
/// instant in the order of their starts. Work that waits for anything else holds time, and after 30 s without a sign
/// of life that is an error which names the node.</para>
/// <para>Work is cancelled when its node leaves, when the run ends, and by <see cref="Cancel"/>. Nothing is delivered
/// to a node that has left. Work in flight is no part of a node's saved state.</para>
/// </remarks>
/// <typeparam name="TResult">The type of the results.</typeparam>
[DebuggerDisplay("{InFlight} of {MaxInFlight} in flight, {Failed} failed")]
public sealed class BackgroundWork<TResult> : ExternalInput
{
    private readonly Executor _executor;
    private readonly IWorkHost _host;

    // Guarded by the driver's gate.
    private readonly List<Piece> _running = []; // begun, in the order of their starts
    private readonly Stack<Piece> _idle = [];   // to be used again
    private BatchBuffer<WorkResult<TResult>> _ended = new();
    private bool _closed; // the node has left, or the executor is faulted

    // The owner's.
    private ReadOnlyMemory<WorkResult<TResult>> _completed;
    private int _inFlight;

    internal BackgroundWork(Node node, InputDriver driver, Executor executor, IWorkHost host, int maxInFlight)
        : base(node, driver) => (_executor, _host, MaxInFlight) = (executor, host, Guard.AtLeastOne(maxInFlight));

    /// <summary>How many pieces may be in flight: started, and their results not delivered.</summary>
    public int MaxInFlight { get; }

    /// <summary>How many pieces are in flight.</summary>
    public int InFlight => _inFlight;

    /// <summary>How many pieces were started so far.</summary>
    public long Started { get; private set; }

    /// <summary>How many results were delivered that are failures, cancelled ones among them.</summary>
    public long Failed { get; private set; }

    /// <summary>The results that arrived for this cycle; empty when something else woke the node.</summary>
    public ReadOnlySpan<WorkResult<TResult>> Completed => _completed.Span;

    /// <summary>Starts a piece of work; in the node's cycle function or its effect.</summary>
    /// <param name="work">
    /// The work. It must not use the graph: live, it runs beside it. Its token is cancelled when nobody wants the
    /// result any more.
    /// </param>
    /// <returns>The number of the piece, from 1, by which its result is known; 0 when the node has left.</returns>
    /// <exception cref="InvalidOperationException">As many pieces are in flight as may be.</exception>
    public long Start(Func<CancellationToken, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Start(work, static (function, cancellation) => function(cancellation));
    }

    /// <summary>Starts a piece of work without a closure.</summary>
    /// <typeparam name="TArg">The type of the argument.</typeparam>
    /// <param name="argument">Handed to <paramref name="work"/>.</param>
    /// <param name="work">The work; it must not use the graph.</param>
    /// <returns>The number of the piece, from 1, by which its result is known; 0 when the node has left.</returns>
    /// <exception cref="InvalidOperationException">As many pieces are in flight as may be.</exception>
    public long Start<TArg>(TArg argument, Func<TArg, CancellationToken, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _executor.Access.CheckUsable();
        if (_executor.Step == Step.Between) ThrowOutsideCycle();
        if (_inFlight == MaxInFlight) ThrowFull();
        Piece<TArg> piece;
        lock (Driver.Gate)
        {
            if (_closed) return 0;
            piece = TakeIdle<TArg>();
            piece.Id = ++Started;
            _running.Add(piece);
        }

        _inFlight++;
        piece.Set(argument, work);
        _host.Begin(piece);
        return Started;
    }

    /// <summary>
    /// Asks a piece of work to stop. If it gives in, its result is an <see cref="OperationCanceledException"/>; it is
    /// in flight until then.
    /// </summary>
    /// <param name="id">The number of the piece.</param>
    /// <returns>False when it has ended already.</returns>
    public bool Cancel(long id)
    {
        _executor.Access.CheckUsable();
        Piece? piece;
        lock (Driver.Gate)
        {
            piece = _running.Find(one => one.Id == id);
            if (!_host.IsVirtual) piece?.CancelOnPool(); // within the gate, or it may be another piece by then
        }

        if (_host.IsVirtual) piece?.Cancel();
        return piece is not null;
    }

    internal override void OnRunEnded() => CancelAll();

    internal override bool IsFromOutside => false;

    internal override bool Freeze(Executor executor)
    {
        if (_closed) return false;
        if (_host.IsVirtual && _ended.Count > 1)
            _ended.Items.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        _completed = _ended.Publish(executor.ChecksInvariants);
        executor.MakeReady(Node);
        return false;
    }

    internal override void AfterFreeze()
    {
        _inFlight -= _completed.Length;
        foreach (ref readonly WorkResult<TResult> result in _completed.Span)
        {
            if (result.Failure is not null) Failed++;
        }
    }

    internal override void Release() => _completed = default;

    internal override void Close()
    {
        lock (Driver.Gate)
        {
            if (_closed) return;
            _closed = true;
            _ended.Clear();
        }

        Driver.Forget(this);
        CancelAll();
    }

    private void CancelAll()
    {
        lock (Driver.Gate)
        {
            foreach (Piece piece in _running) piece.CancelOnPool();
        }
    }

    /// <summary>Takes what a piece came to, on whichever thread it ended.</summary>
    private void End(Piece piece, TResult value, Exception? failure)
    {
        lock (Driver.Gate)
        {
            long id = piece.Id;
            piece.Renew();
            _running.Remove(piece);
            _idle.Push(piece);
            if (_closed) return;
            _ended.Add(new WorkResult<TResult>(id, value, failure));
            Driver.SignalWithinGate(this);
        }

        Driver.RaiseAtGate();
    }

    private Piece<TArg> TakeIdle<TArg>()
    {
        if (_idle.TryPeek(out Piece? idle) && idle is Piece<TArg> fitting)
        {
            _idle.Pop();
            return fitting;
        }

        return new Piece<TArg>(this);
    }

    [DoesNotReturn]
    private void ThrowOutsideCycle() => throw new InvalidOperationException(
        $"Background work of {Node} was started outside a cycle. Start it in the cycle function or the effect of the "
        + "node; to start it when the node is added, yield in OnInit and start it in the first cycle.");

    [DoesNotReturn]
    private void ThrowFull() => throw new InvalidOperationException(
        $"{Node} started background work while {_inFlight} pieces of it were in flight, and no more than {MaxInFlight} "
        + "may be. Wait for results before starting more, or create the work with a higher limit.");

    /// <summary>A piece of work, whatever its argument.</summary>
    private abstract class Piece : WorkPiece
    {
        private readonly BackgroundWork<TResult> _work;
        private readonly Action _end; // made once
        private ValueTaskAwaiter<TResult> _awaiter;

        private protected Piece(BackgroundWork<TResult> work) => (_work, _end) = (work, End);

        internal override Node Node => _work.Node;

        [SuppressMessage(
            "Reliability", "CA2012", Justification = "The awaiter is asked once, and only when it is complete.")]
        public override void Execute()
        {
            ValueTask<TResult> task;
            try
            {
                task = Call();
            }
            catch (Exception exception)
            {
                End(default!, exception);
                return;
            }

            _awaiter = task.GetAwaiter();
            if (_awaiter.IsCompleted) End();
            else _awaiter.UnsafeOnCompleted(_end);
        }

        private protected abstract ValueTask<TResult> Call();

        private void End()
        {
            TResult value;
            try
            {
                value = _awaiter.GetResult();
            }
            catch (Exception exception)
            {
                End(default!, exception);
                return;
            }

            End(value, failure: null);
        }

        private void End(TResult value, Exception? failure)
        {
            _awaiter = default;
            _work._host.OnEnded(this);
            _work.End(this, value, failure);
        }
    }

    /// <summary>A piece of work that was given everything it needs as one argument.</summary>
    private sealed class Piece<TArg>(BackgroundWork<TResult> work) : Piece(work)
    {
        private TArg? _argument;
        private Func<TArg, CancellationToken, ValueTask<TResult>>? _function;

        internal void Set(TArg argument, Func<TArg, CancellationToken, ValueTask<TResult>> function) =>
            (_argument, _function) = (argument, function);

        private protected override ValueTask<TResult> Call()
        {
            TArg argument = _argument!;
            Func<TArg, CancellationToken, ValueTask<TResult>> function = _function!;
            (_argument, _function) = (default, null);
            return function(argument, Token);
        }
    }
}
