using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// Decides when cycles happen and what time it is. Build a graph against this type and it runs live, over history and
/// in tests. Single-threaded: only <see cref="Post"/> and reading a <see cref="Latest{T}"/> are for other threads.
/// </summary>
public abstract class Runtime : IDisposable
{
    private readonly PostQueue _posts = new();

    private protected Runtime(Clock clock, IWorkHost workHost, params ReadOnlySpan<Driver> feeds)
    {
        Inputs = new InputDriver(workHost);
        Driver[] drivers = workHost is Driver work ? [work, Inputs, .. feeds] : [Inputs, .. feeds];
        Executor = new Executor(clock, new WheelTimerQueue(), drivers);
        Executor.Access.EndPosts = _posts.End;
    }

    /// <summary>The executor that runs the graph: add nodes to it.</summary>
    public Executor Executor { get; }

    /// <summary>
    /// Engine time, as the last poll read it. Before a run: the start in virtual time, construction live.
    /// </summary>
    public Instant Now => Executor.Now;

    /// <summary>
    /// Engine time as the framework's clock, for background work: its delays and time-outs elapse in engine time, in
    /// virtual time exactly. From any thread.
    /// </summary>
    public TimeProvider TimeProvider => Inputs.WorkHost.TimeProvider;

    /// <summary>
    /// How much posted code has not run yet. Of a runtime that is disposed or whose graph has faulted: how much never
    /// ran.
    /// </summary>
    public int PendingPosts => _posts.Count;

    /// <summary>What other threads reach the graph through, and what a runtime waits on.</summary>
    internal InputDriver Inputs { get; }

    /// <summary>Adds a node through which values enter the graph. It has no value before the first one.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    /// <param name="delivery">
    /// <see cref="Delivery.Each"/>: every value in a cycle of its own. <see cref="Delivery.Latest"/>: only the newest
    /// of an instant or a cut. For bursts use <see cref="AddBurstInput{T}"/>.
    /// </param>
    public Input<T> AddInput<T>(string name, Delivery delivery = Delivery.Each)
    {
        CheckSingle(name, delivery);
        return Executor.Add(new Input<T>(delivery) { Name = name });
    }

    /// <summary>Adds a node through which values enter the graph, with a value to begin with.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    /// <param name="initial">
    /// Its value before the first one enters, which the nodes on it take for a value like any other.
    /// </param>
    /// <param name="delivery">
    /// <see cref="Delivery.Each"/>: every value in a cycle of its own. <see cref="Delivery.Latest"/>: only the newest
    /// of an instant or a cut. For bursts use <see cref="AddBurstInput{T}"/>.
    /// </param>
    [OverloadResolutionPriority(1)] // or a literal 0 would be taken for a delivery
    public Input<T> AddInput<T>(string name, T initial, Delivery delivery = Delivery.Each)
    {
        CheckSingle(name, delivery);
        return Executor.Add(new Input<T>(initial, delivery) { Name = name });
    }

    /// <summary>
    /// Adds a node through which values enter the graph in bursts: all of one instant, or of one cut, at once.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="name">The node's label.</param>
    public BurstInput<T> AddBurstInput<T>(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Executor.Add(new BurstInput<T> { Name = name });
    }

    /// <summary>How values are saved; register types of your own here, before the first save or load.</summary>
    public ValueCodecs Codecs => Executor.Codecs;

    /// <summary>Makes a node's value readable from any thread, as of the last finished cycle.</summary>
    /// <typeparam name="T">
    /// The type of the value. A batch (<see cref="ReadOnlyMemory{T}"/>) is copied into a new array; another mutable
    /// value is shared with the graph.
    /// </typeparam>
    /// <param name="node">A node of this runtime's executor.</param>
    public Latest<T> Publish<T>(Node<T> node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var latest = new Latest<T>();
        Executor.Add(new PublishNode<T>(node, latest));
        return latest;
    }

    /// <summary>
    /// Runs code on the executor's thread between two cycles, soon. From any thread; nothing is lost unnoticed.
    /// </summary>
    /// <remarks>
    /// <para>In a runtime that is not running it waits for the next run. If it throws, the run ends with its exception.
    /// What waits when the runtime is disposed or the graph faults never runs: <see cref="PendingPosts"/> keeps its
    /// number, and the message of the <see cref="NodeException"/> names it.</para>
    /// <para>A <see cref="HistoricalRuntime"/> takes code from other threads before its run only, since it would run at
    /// another cycle each time.</para>
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The runtime is disposed.</exception>
    /// <exception cref="NodeException">The graph has faulted: the first error is thrown again.</exception>
    /// <exception cref="InvalidOperationException">
    /// From another thread during a historical run, or after that run.
    /// </exception>
    public void Post(Action<Executor> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        CheckPostable();
        _posts.Add(action);
        Inputs.Interrupt();
    }

    /// <summary>
    /// Ends a run, drops every node (children before parents) and releases blocked senders. Values can still be read.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Called by a node, an effect or posted code of this runtime.
    /// </exception>
    public virtual void Dispose()
    {
        Executor.Access.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs what was posted so far.</summary>
    private protected void RunPosted() => _posts.Run(Executor);

    private static void CheckSingle(string name, Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Guard.Defined(delivery) != Delivery.Burst) return;
        throw new ArgumentException(
            $"Input '{name}' holds one value and cannot be delivered in bursts. Use AddBurstInput.", nameof(delivery));
    }

    /// <summary>Refuses a post where code from outside must not enter.</summary>
    private protected virtual void CheckPostable()
    {
    }
}
