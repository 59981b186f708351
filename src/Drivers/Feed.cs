namespace Spaxiom.Graph;

/// <summary>Brings items to one input in virtual time, each at its instant: a source, or what was pushed.</summary>
/// <param name="node">The node that takes them.</param>
/// <param name="driver">Asks for them when their instant has come.</param>
internal abstract class Feed(Node node, FeedDriver driver) : NodeInput(node)
{
    /// <summary>The instant of the next item; <see cref="Instant.MaxValue"/> also when there is none.</summary>
    internal Instant NextTime { get; private protected set; } = Instant.MaxValue;

    /// <summary>Whether another item waits.</summary>
    internal bool HasNext { get; private protected set; }

    /// <summary>Its place among the feeds that the driver waits for; -1 while it does not.</summary>
    internal int Slot { get; set; } = -1;

    internal sealed override bool IsFromOutside => false;

    /// <summary>Offers what enters the coming cycle, which is at or after <see cref="NextTime"/>.</summary>
    internal abstract void Deliver(Executor executor, Instant now);

    internal sealed override void Close()
    {
        driver.Forget(this);
        OnClose();
    }

    /// <summary>Lets go of what it holds; what was waiting never enters.</summary>
    private protected abstract void OnClose();
}
