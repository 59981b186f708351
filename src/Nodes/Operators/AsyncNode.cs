namespace Spaxiom.Graph;

/// <summary>The results of work beside the graph. Made by <see cref="NodeExtensions.SelectAsync"/>.</summary>
/// <typeparam name="TResult">The type of the results.</typeparam>
public abstract class AsyncNode<TResult> : Node<TResult>
{
    private long _skipped;
    private long _retries;
    private long _timedOut;

    private protected AsyncNode()
    {
    }

    /// <summary>How many values are being worked on, those that wait for another try among them.</summary>
    public abstract int InProgress { get; }

    /// <summary>How many values wait for their turn.</summary>
    public abstract int Waiting { get; }

    /// <summary>How many values came to nothing: too much was going on, or something newer came.</summary>
    public long Skipped
    {
        get => _skipped;
        private protected set => _skipped = value;
    }

    /// <summary>How many times work was tried again.</summary>
    public long Retries
    {
        get => _retries;
        private protected set => _retries = value;
    }

    /// <summary>How many tries took longer than they might.</summary>
    public long TimedOut
    {
        get => _timedOut;
        private protected set => _timedOut = value;
    }

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        state.Field(ref _skipped);
        state.Field(ref _retries);
        state.Field(ref _timedOut);
    }
}
