namespace Spaxiom.Graph;

/// <summary>
/// The cycle a node runs in, and the verbs it may use there. Valid only during the call it was passed to.
/// </summary>
public readonly ref struct CycleContext
{
    internal CycleContext(Executor executor) => Executor = executor;

    /// <summary>The executor that runs the cycle.</summary>
    public Executor Executor { get; }

    /// <summary>The node that is running.</summary>
    public Node Current => Executor.Running;

    /// <summary>Engine time: the same for all nodes of a cycle.</summary>
    public Instant Now => Executor.Now;

    /// <summary>The number of this cycle, from 1.</summary>
    public long Epoch => Executor.Epoch;

    /// <summary>
    /// Whether this is the one cycle in which the node learns that an input of it (a channel or a pipe) will bring no
    /// more: every sender is disposed and all items were delivered, or the byte source has ended or failed.
    /// </summary>
    public bool InputCompleted => Executor.Running.HasCompletedInput(Executor.Epoch);

    /// <summary>Whether buffers that are to be used again are overwritten at once, as while tests check all.</summary>
    internal bool Poisons => Executor.ChecksInvariants;

    /// <summary>Whether the node has broadcast in this cycle.</summary>
    /// <param name="node">A node of this executor; it may have left.</param>
    /// <exception cref="ArgumentException">The node was not added to this executor.</exception>
    public bool HasMutated(Node node) => Executor.HasMutated(node);

    /// <summary>Whether a parent of the current node has broadcast in this cycle.</summary>
    internal bool HasMutatedUnchecked(Node parent) => parent.MutatedEpoch == Executor.Epoch;

    /// <summary>
    /// In the next cycle, not in this one, runs the current node again. Asking again changes nothing.
    /// </summary>
    public void YieldNow() => Executor.YieldRunning();

    /// <summary>
    /// In the next cycle, not in this one, runs another node of this executor. Does nothing once that has left.
    /// </summary>
    /// <exception cref="ArgumentException">The node was not added to this executor.</exception>
    public void Yield(Node node) => Executor.Yield(node);

    /// <summary>Wakes the current node at an instant; in the next cycle when that is not in the future.</summary>
    public TimerHandle ScheduleAt(Instant when) => Executor.Timers.Schedule(Executor.Running, when, Now);

    /// <summary>
    /// Wakes the current node after a duration, counted from <see cref="Now"/>; never, if that is beyond the last
    /// instant.
    /// </summary>
    public TimerHandle ScheduleAfter(TimeSpan delay) =>
        Executor.Timers.Schedule(Executor.Running, Now.AddSaturating(delay), Now);

    /// <summary>Forgets a timer of any node.</summary>
    /// <returns>False when it has fired or was cancelled already.</returns>
    public bool Cancel(TimerHandle timer) => Executor.Timers.Cancel(timer);

    /// <summary>Moves a timer of any node to another instant, as if it had been registered now.</summary>
    /// <returns>False when it has fired or was cancelled already: nothing is scheduled then.</returns>
    public bool Reschedule(TimerHandle timer, Instant when) => Executor.Timers.Reschedule(timer, when, Now);

    /// <summary>
    /// Runs the current node's <c>OnEffect</c> when all nodes of this cycle have run. Without effect if the node then
    /// throws.
    /// </summary>
    public void RequestEffect() => Executor.Effects.Add(Executor.Running);

    /// <summary>Builds new nodes at the end of this cycle; they run from the next cycle on.</summary>
    public void Spawn(Action<Executor> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Executor.Spawns.Add(Executor.Running, build, static (executor, action) => action(executor));
    }

    /// <summary>Builds new nodes at the end of this cycle, without a closure.</summary>
    /// <param name="argument">Handed to <paramref name="build"/>.</param>
    /// <param name="build">Adds the nodes.</param>
    public void Spawn<TArg>(TArg argument, Action<Executor, TArg> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Executor.Spawns.Add(Executor.Running, argument, build);
    }

    /// <summary>
    /// Removes a node and its descendants at the end of this cycle, as if it had just returned
    /// <see cref="Control.Sweep"/>.
    /// </summary>
    public void Sweep(Node node) => Executor.Sweep(node);
}
