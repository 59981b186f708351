using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <content>SelectAsync: one value becomes another, later.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A function of its source's value that takes its time, as <see cref="BackgroundWork{TResult}"/>. Broadcasts each
    /// result in a cycle of its own, also an equal one.
    /// </summary>
    /// <remarks>
    /// <para>A value that arrives while another is worked on is skipped, waits, takes its place, or is worked on at the
    /// same time, as <paramref name="overlap"/> says. Work that fails, also by its time-out, is tried again as the
    /// options say; if it fails for good the node fails with its exception, and its error policy says what follows:
    /// under <see cref="ErrorPolicy.Hold"/> it goes on with the next value.</para>
    /// <para>Has no value before the first result; a value that the source has when this is added is worked on from
    /// the first cycle on. Keeps the newest result, the values that wait and those that are worked on; these are no
    /// part of a saved state, as inputs that wait are none.</para>
    /// <para>Rx: <c>Select</c> to an observable with <c>Concat</c> (Queue), <c>Switch</c> (Restart) or
    /// <c>Merge(n)</c> (Parallel); Akka Streams: <c>mapAsync</c> and <c>mapAsyncUnordered</c>, without back-pressure:
    /// what does not fit is skipped and counted.</para>
    /// </remarks>
    /// <typeparam name="TSource">The type of the source's value.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="work">
    /// Makes the result of a value. It must not use the graph: live, it runs beside it. Its token is cancelled when
    /// nobody wants the result any more.
    /// </param>
    /// <param name="overlap">What happens to a value that arrives while another is worked on.</param>
    /// <param name="options">Order of results, retries and time-out; null for none of them.</param>
    public static AsyncNode<TResult> SelectAsync<TSource, TResult>(
        this Node<TSource> source,
        Func<TSource, CancellationToken, ValueTask<TResult>> work,
        Overlap overlap,
        AsyncOptions? options = null) =>
        ExecutorOf(source).Add(
            new SelectAsyncNode<TSource, TResult>(source, Guard.NotNull(work), overlap, options ?? new AsyncOptions()));
}

/// <summary>The node of <see cref="NodeExtensions.SelectAsync"/>.</summary>
internal sealed class SelectAsyncNode<TSource, TResult> : AsyncNode<TResult>
{
    private readonly Node<TSource> _source;
    private readonly Func<TSource, CancellationToken, ValueTask<TResult>> _function;
    private readonly Overlap _overlap;
    private readonly AsyncOptions _options;
    private readonly List<Job> _jobs = [];      // worked on or finished, in the order in which their values arrived
    private readonly Queue<Job> _finished = []; // those that are finished, in that order; used for Completion
    private readonly Stack<Job> _idle = [];     // to be used again
    private BoundedRing<TSource> _waiting;
    private Kept<TSource> _kept; // releases nothing: work that was cancelled may read its batch for a while
    private BackgroundWork<TResult> _work = null!; // from OnInit on
    private TimerHandle _timer;
    private Instant _wake = Instant.MaxValue; // what the timer is set for
    private bool _hasTaken; // whether a value was ever taken

    internal SelectAsyncNode(
        Node<TSource> source,
        Func<TSource, CancellationToken, ValueTask<TResult>> function,
        Overlap overlap,
        AsyncOptions options)
    {
        (_source, _function, _overlap, _options) = (source, function, overlap, options);
        _waiting = new BoundedRing<TSource>(overlap.Kind == OverlapKind.Queue ? overlap.Limit : 1);
        TriggeredBy(source);
    }

    /// <inheritdoc/>
    public override int InProgress => _jobs.Count - _finished.Count;

    /// <inheritdoc/>
    public override int Waiting => _waiting.Count;

    private int MaxJobs => _overlap.Kind == OverlapKind.Parallel ? _overlap.Limit : 1;

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        // Beside the work of the jobs, what was cancelled and has not given in yet.
        _work = executor.CreateBackgroundWork<TResult>(this, Math.Max(64, 2 * MaxJobs));
        if (_source.HasValue) executor.Yield(this);
    }

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        foreach (ref readonly WorkResult<TResult> result in _work.Completed) Take(in result, context.Now);
        if (_wake <= context.Now) ServeTimer(context.Now);
        if (context.HasMutatedUnchecked(_source) || (!_hasTaken && _source.HasValue))
            Arrive(_kept.Keep(_source.Value), context.Now);
        while (_waiting.Count > 0 && InProgress < MaxJobs) Begin(_waiting.Dequeue(), context.Now);
        SetTimer(in context);
        return Finish(in context);
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Constant(_overlap);
        state.Constant(_options);
        state.Field(ref _hasTaken);
        state.Field(ref _wake);
        state.Timer(ref _timer);
        state.Scratch(_jobs); // and what follows: work in flight, like the values that wait, is an input to come
        state.Scratch(_finished);
        state.Scratch(_idle);
        state.Scratch(_waiting);
        state.Scratch(_kept);
        state.Scratch(_work);
    }

    private void Arrive(TSource value, Instant now)
    {
        _hasTaken = true;
        switch (_overlap.Kind)
        {
            case OverlapKind.Queue:
                if (!_waiting.TryEnqueue(value)) Skipped++;
                break;
            case OverlapKind.Restart:
                Abandon();
                Begin(value, now);
                break;
            default:
                if (InProgress < MaxJobs) Begin(value, now);
                else Skipped++;
                break;
        }
    }

    private void Begin(TSource value, Instant now)
    {
        if (!_idle.TryPop(out Job? job)) job = new Job();
        job.Value = value;
        _jobs.Add(job);
        Try(job, now);
    }

    private void Try(Job job, Instant now)
    {
        job.Wake = _options.Timeout is { } timeout ? now.AddSaturating(timeout) : Instant.MaxValue;
        job.WorkId = _work.Start(
            (_function, job.Value), static (call, cancellation) => call._function(call.Value, cancellation));
    }

    /// <summary>Gives up what is worked on, in favour of something newer.</summary>
    private void Abandon()
    {
        for (int i = _jobs.Count - 1; i >= 0; i--)
        {
            if (_jobs[i].IsFinished) continue;
            if (_jobs[i].WorkId != 0) _work.Cancel(_jobs[i].WorkId);
            Skipped++;
            Forget(i);
        }
    }

    private void Take(in WorkResult<TResult> result, Instant now)
    {
        foreach (Job job in _jobs)
        {
            if (job.WorkId != result.Id) continue;
            job.WorkId = 0;
            if (result.Failure is null) Settle(job, result.Value, failure: null);
            else Fail(job, result.Failure, now);
            return;
        }
    }

    /// <summary>Ends tries that took too long, and begins those that were waited for.</summary>
    private void ServeTimer(Instant now)
    {
        _wake = Instant.MaxValue;
        foreach (Job job in _jobs)
        {
            if (job.IsFinished || job.Wake > now) continue;
            if (job.WorkId == 0)
            {
                Retries++;
                Try(job, now);
                continue;
            }

            TimedOut++;
            _work.Cancel(job.WorkId);
            job.WorkId = 0;
            var failure = new TimeoutException(
                $"The work of {this} for a value took longer than {_options.Timeout} of engine time. It was cancelled; "
                + "allow more time, or let it end sooner.");
            Fail(job, failure, now);
        }
    }

    private void Fail(Job job, Exception failure, Instant now)
    {
        if (_options.Retry is { } retry && job.Failures < retry.Attempts)
        {
            job.Failures++;
            job.Wake = now.AddSaturating(retry.DelayBefore(job.Failures));
            return;
        }

        Settle(job, default!, failure);
    }

    private void Settle(Job job, TResult result, Exception? failure)
    {
        (job.IsFinished, job.Result, job.Failure) = (true, result, failure);
        _finished.Enqueue(job);
    }

    private void SetTimer(in CycleContext context)
    {
        Instant wake = Instant.MaxValue;
        foreach (Job job in _jobs)
        {
            if (!job.IsFinished && job.Wake < wake) wake = job.Wake;
        }

        if (wake == _wake) return;
        _wake = wake;
        if (wake == Instant.MaxValue) context.Cancel(_timer);
        else if (!context.Executor.Reschedule(_timer, wake)) _timer = context.ScheduleAt(wake);
    }

    /// <summary>Brings out the next result, if its turn has come.</summary>
    private Control Finish(in CycleContext context)
    {
        if (!TryNext(out int place)) return Control.Unchanged;
        Job job = _jobs[place];
        (TResult result, Exception? failure) = (job.Result, job.Failure);
        RemoveFinished(job);
        Forget(place);
        if (TryNext(out _)) context.YieldNow();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        State = result;
        return Control.Broadcast;
    }

    private bool TryNext(out int place)
    {
        place = 0;
        if (_finished.Count == 0) return false;
        if (_options.Order == ResultOrder.Arrival) return _jobs[0].IsFinished;
        place = _jobs.IndexOf(_finished.Peek());
        return true;
    }

    private void RemoveFinished(Job job)
    {
        for (int count = _finished.Count; count > 0; count--)
        {
            Job first = _finished.Dequeue();
            if (first != job) _finished.Enqueue(first);
        }
    }

    private void Forget(int place)
    {
        Job job = _jobs[place];
        _jobs.RemoveAt(place);
        job.Clear();
        _idle.Push(job);
    }

    /// <summary>The work for one value, all of its tries.</summary>
    private sealed class Job
    {
        internal TSource Value = default!;
        internal TResult Result = default!;
        internal Exception? Failure;
        internal bool IsFinished;
        internal int Failures;
        internal long WorkId; // of the try that goes on; 0 while it waits for another, and once it is finished
        internal Instant Wake; // when the try has taken too long, or the next one begins

        internal void Clear()
        {
            (Value, Result, Failure) = (default!, default!, null);
            (IsFinished, Failures, WorkId) = (false, 0, 0);
        }
    }
}
