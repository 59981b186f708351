namespace Spaxiom.Graph;

/// <content>At: one instant as a source.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// Broadcasts once, at exactly an instant; in the first cycle after this was added if the instant has passed by
    /// then. Its value is the instant.
    /// </summary>
    /// <remarks>
    /// Live it runs in the first cycle at or after the instant. Has no value before. Keeps the instant and one timer.
    /// It is <c>Timer</c> of Rx and R3 with an instant, whose value is a number.
    /// </remarks>
    /// <param name="executor">The executor that runs it.</param>
    /// <param name="instant">When it broadcasts.</param>
    public static Node<Instant> At(this Executor executor, Instant instant)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new AtNode(instant));
    }
}

/// <summary>The node of <see cref="NodeExtensions.At"/>.</summary>
internal sealed class AtNode(Instant instant) : Node<Instant>
{
    private readonly Instant _instant = instant;

    /// <inheritdoc/>
    protected override void OnInit(Executor executor) => executor.ScheduleAt(this, _instant);

    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context)
    {
        if (HasValue || !_instant.HasComeBy(context.Now)) return Control.Unchanged;
        State = _instant;
        return Control.Broadcast;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state) => state.Constant(_instant);
}
