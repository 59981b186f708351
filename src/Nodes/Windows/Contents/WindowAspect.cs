namespace Spaxiom.Graph;

/// <summary>What is kept up to date about the items of a window beside the items themselves.</summary>
internal abstract class WindowAspect : IStatePart
{
    /// <inheritdoc/>
    /// <remarks>The ring was visited before.</remarks>
    public virtual void OnState(StateMedium medium)
    {
    }

    /// <summary>Takes in an item that is in the ring; items come in the order of their numbers.</summary>
    internal abstract void Take(long number);

    /// <summary>Lets go of the oldest item, which is about to leave the ring.</summary>
    internal abstract void Release();

    /// <summary>Goes over to the new slots of all items that were taken, because the ring was enlarged.</summary>
    internal virtual void Relocate()
    {
    }
}

/// <summary>A summary of everything that is in a window.</summary>
/// <typeparam name="TAggregate">The summary.</typeparam>
internal abstract class WindowAspect<TAggregate> : WindowAspect
    where TAggregate : struct
{
    /// <summary>The summary of what is in the window now.</summary>
    internal abstract ref readonly TAggregate Current { get; }
}
