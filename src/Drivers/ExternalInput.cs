namespace Spaxiom.Graph;

/// <summary>An input that other threads reach: a notifier, a channel or a byte pipe.</summary>
public abstract class ExternalInput : NodeInput
{
    private protected ExternalInput(Node node, InputDriver driver)
        : base(node) => Driver = driver;

    /// <summary>Where it is polled, and whose gate guards it.</summary>
    internal InputDriver Driver { get; }

    /// <summary>Whether the next poll looks at this input. Guarded by the driver's gate.</summary>
    internal bool IsSignalled { get; set; }

    /// <summary>
    /// Takes what has arrived into this cut, and makes the node ready if there is anything. Runs within the driver's
    /// gate.
    /// </summary>
    /// <returns>Whether something is left for the next poll.</returns>
    internal abstract bool Freeze(Executor executor);

    /// <summary>Runs after the cut, outside the gate: tells waiting producers that there is room.</summary>
    internal virtual void AfterFreeze()
    {
    }

    /// <summary>Runs before the next cut, once for each <see cref="Freeze"/>: lets go of what that delivered.</summary>
    internal virtual void Release()
    {
    }

    /// <summary>Runs when a run has ended: nothing may go on for it.</summary>
    internal virtual void OnRunEnded()
    {
    }
}
