namespace Spaxiom.Graph;

/// <summary>
/// A quantity that moves while nothing happens, because it depends on how much time has passed. It is computed anew
/// when its source broadcasts, when something leaves its window, and at steps if such were asked for; in between, <see
/// cref="Node{T}.Value"/> stays what it was then.
/// </summary>
/// <remarks>
/// A condition on <see cref="Node{T}.Value"/> sees broadcasts only. For the exact instant at which the quantity crosses
/// a limit, use <see cref="AtLeast"/> or <see cref="Below"/>.
/// </remarks>
/// <typeparam name="T">The type of the quantity.</typeparam>
public abstract class MovingNode<T> : Node<T>
{
    private protected MovingNode()
    {
    }

    /// <summary>The nodes whose broadcasts change the course of the quantity.</summary>
    internal abstract ReadOnlySpan<Node> Causes { get; }

    /// <summary>
    /// The quantity at an instant, if nothing new comes until then; none before the node has a value.
    /// </summary>
    /// <param name="when">The present instant, or a later one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before the present one.</exception>
    public T At(Instant when)
    {
        if (Home is { } executor && when < executor.Now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(when), when, $"{this} was asked what it was in the past; it is {executor.Now} now.");
        }

        return HasValue ? ValueAt(when) : default!;
    }

    /// <summary>
    /// Whether the quantity is at least a limit: becomes true at the first instant at which it is, and false at the
    /// first at which it is not. False while the quantity is none.
    /// </summary>
    /// <remarks>Broadcasts its first value as soon as the source has one, and then only changes. One timer.</remarks>
    /// <param name="limit">In the quantity's unit.</param>
    public Node<bool> AtLeast(T limit) => NodeExtensions.ExecutorOf(this).Add(
        new LimitNode<T>(this, CheckLimit(limit), isBelow: false));

    /// <summary>
    /// Whether the quantity is below a limit: becomes true at the first instant at which it is, and false at the first
    /// at which it is not. False while the quantity is none.
    /// </summary>
    /// <inheritdoc cref="AtLeast" path="/remarks"/>
    /// <param name="limit">In the quantity's unit.</param>
    public Node<bool> Below(T limit) => NodeExtensions.ExecutorOf(this).Add(
        new LimitNode<T>(this, CheckLimit(limit), isBelow: true));

    /// <summary>The quantity at an instant from the last change of its course on, if nothing new comes.</summary>
    private protected abstract T ValueAt(Instant when);

    /// <summary>How the quantity moves against a limit from the present instant on, until its course changes.</summary>
    internal abstract Course Against(T limit, Instant now);

    private static T CheckLimit(T limit)
    {
        if (limit is not null && limit is not double.NaN) return limit;
        throw new ArgumentOutOfRangeException(
            nameof(limit), limit, "A limit must be a number: nothing is at least, or below, none.");
    }
}
