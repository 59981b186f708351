using System.Net.Sockets;

namespace Spaxiom.Graph;

/// <summary>How other threads and byte sources are connected to a node.</summary>
public static class ExecutorInputs
{
    private const int DefaultPipeCapacity = 65_536;

    /// <summary>Makes a notifier, which wakes the node from any thread.</summary>
    /// <param name="executor">The executor the node is in.</param>
    /// <param name="node">The node to wake.</param>
    /// <returns>A notifier that goes dead when the node leaves; a dead one when it has left.</returns>
    public static Notifier CreateNotifier(this Executor executor, Node node)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return Register(executor, node, new Notifier(node, executor.Inputs, executor));
    }

    /// <summary>Makes a bounded channel, which brings the node items from any thread.</summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <param name="executor">The executor the node is in.</param>
    /// <param name="node">The node that reads <see cref="InputChannel{TItem}.Items"/>.</param>
    /// <param name="capacity">How many items can wait, from 1.</param>
    /// <param name="fullMode">What happens to an item sent to a full channel.</param>
    /// <param name="delivery">How the waiting items reach the node.</param>
    /// <param name="onDropped">
    /// Called for each item that is discarded, on the thread whose send discards it, after that send has put its own
    /// item in; no lock is held. An exception of it leaves that send. Null, the default, for no call.
    /// </param>
    /// <returns>A channel that goes dead when the node leaves; a dead one when it has left.</returns>
    public static InputChannel<TItem> CreateChannel<TItem>(
        this Executor executor,
        Node node,
        int capacity,
        FullMode fullMode = FullMode.Wait,
        Delivery delivery = Delivery.Burst,
        Action<TItem>? onDropped = null)
    {
        ArgumentNullException.ThrowIfNull(executor);
        var channel = new InputChannel<TItem>(
            node, executor.Inputs, executor, capacity, fullMode, delivery, onDropped);
        return Register(executor, node, channel);
    }

    /// <summary>
    /// Lets the node read a byte source. It is opened when a run starts (or, attached during a run, by the next poll),
    /// on another thread, and closed when the node leaves. Until then nothing is opened.
    /// </summary>
    /// <param name="executor">The executor the node is in.</param>
    /// <param name="node">The node that reads <see cref="InputPipe.Buffer"/>.</param>
    /// <param name="open">
    /// Opens a readable stream, which only the pipe may use. Called once; it may block. If it throws, the node is told
    /// as when the source fails later (<see cref="InputPipe.Failure"/>).
    /// </param>
    /// <param name="capacity">How many bytes may wait, from 1; no frame may be longer. Default 65,536.</param>
    /// <returns>A pipe that goes dead when the node leaves; a dead one when it has left.</returns>
    public static InputPipe AttachPipe(
        this Executor executor, Node node, Func<Stream> open, int capacity = DefaultPipeCapacity)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(open);
        return Register(executor, node, new InputPipe(node, executor.Inputs, open, capacity));
    }

    /// <summary>
    /// Lets the node read a connected socket, which belongs to the pipe from now on and is closed when the node leaves.
    /// </summary>
    /// <param name="executor">The executor the node is in.</param>
    /// <param name="node">The node that reads <see cref="InputPipe.Buffer"/>.</param>
    /// <param name="source">A connected socket. Reading starts with the next run, not before.</param>
    /// <param name="capacity">How many bytes may wait, from 1; no frame may be longer. Default 65,536.</param>
    /// <returns>A pipe that goes dead when the node leaves; a dead one when it has left.</returns>
    public static InputPipe AttachPipe(
        this Executor executor, Node node, Socket source, int capacity = DefaultPipeCapacity)
    {
        ArgumentNullException.ThrowIfNull(executor);
        ArgumentNullException.ThrowIfNull(source);
        var stream = new NetworkStream(source, ownsSocket: true);
        return Register(executor, node, new InputPipe(node, executor.Inputs, stream, capacity));
    }

    /// <summary>Lets the node start work that runs beside the graph.</summary>
    /// <typeparam name="TResult">The type of the results.</typeparam>
    /// <param name="executor">The executor the node is in.</param>
    /// <param name="node">The node that starts it and reads <see cref="BackgroundWork{TResult}.Completed"/>.</param>
    /// <param name="maxInFlight">How many pieces may be in flight, from 1. Default 64.</param>
    /// <returns>Work that goes dead when the node leaves; dead work when it has left.</returns>
    public static BackgroundWork<TResult> CreateBackgroundWork<TResult>(
        this Executor executor, Node node, int maxInFlight = 64)
    {
        ArgumentNullException.ThrowIfNull(executor);
        InputDriver inputs = executor.Inputs;
        return Register(
            executor, node, new BackgroundWork<TResult>(node, inputs, executor, inputs.WorkHost, maxInFlight));
    }

    private static TInput Register<TInput>(Executor executor, Node node, TInput input)
        where TInput : ExternalInput
    {
        using OwnerHold hold = executor.Owner.Hold();
        if (executor.Access.CheckHeld(node)) executor.Inputs.Register(input);
        else input.Close();
        return input;
    }

    extension(Executor executor)
    {
        /// <summary>The driver that all inputs of this executor share.</summary>
        private InputDriver Inputs
        {
            get
            {
                foreach (Driver driver in executor.Drivers)
                {
                    if (driver is InputDriver inputs) return inputs;
                }

                throw new InvalidOperationException(
                    "This executor was wired without an input driver, so its nodes cannot have external inputs.");
            }
        }
    }
}
