namespace Spaxiom.Graph;

/// <summary>The node that keeps a window of samples, and what its statistics are computed from.</summary>
internal abstract class SampleStore : WindowStore
{
    private protected SampleStore(NumberIntake intake, SampleKey key)
        : base(key)
    {
        Intake = intake;
        TriggeredBy(intake.Causes);
    }

    /// <inheritdoc/>
    internal sealed override long Rejected => Intake.Rejected;

    /// <inheritdoc/>
    internal sealed override bool HasBegun => Intake.HasValue;

    /// <summary>The oldest and the newest sample.</summary>
    internal abstract WindowAspect<Ends> Ends { get; }

    /// <summary>Where the samples come from.</summary>
    private protected NumberIntake Intake { get; }

    /// <summary>A summary of all samples, kept up to date from now on.</summary>
    internal abstract WindowAspect<TAggregate> Summarize<TAggregate>()
        where TAggregate : struct, IAggregate<TAggregate, WindowSample>, IAggregate<TAggregate, WindowStep>;

    /// <inheritdoc/>
    protected override void OnState(ref StateVisitor state)
    {
        base.OnState(ref state);
        state.Part(Intake);
    }

    /// <inheritdoc/>
    protected override void OnInit(Executor executor)
    {
        base.OnInit(executor);
        if (Intake.HasValue) executor.Yield(this);
    }
}
