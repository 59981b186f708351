namespace Spaxiom.Graph.Tests;

/// <summary>
/// Its source's values, as if a tick had asked for them: not every tick brings one, and others come too.
/// </summary>
internal sealed class PolledNode : Node<Reading<double>>, IPolled
{
    private readonly Node<Reading<double>> _source;

    private PolledNode(Node<Reading<double>> source, TickNode tick)
    {
        (_source, Tick) = (source, tick);
        TriggeredBy(source, tick);
    }

    public double? SampleRate => null;

    public ITick Tick { get; }

    internal static PolledNode Add(Node<Reading<double>> source, TimeSpan period)
    {
        Executor executor = source.Executor!;
        return executor.Add(new PolledNode(source, executor.Add(new TickNode(period))));
    }

    protected override Control OnCycle(in CycleContext context)
    {
        if (!context.HasMutated(_source)) return Control.Unchanged;
        State = _source.Value;
        return Control.Broadcast;
    }

    /// <summary>Broadcasts on a grid, from the instant at which it was added.</summary>
    internal sealed class TickNode(TimeSpan period) : Node<long>, ITick
    {
        public Node Node => this;

        public Instant Next { get; private set; }

        protected override void OnInit(Executor executor) => executor.ScheduleAt(this, Next = executor.Now + period);

        protected override Control OnCycle(in CycleContext context)
        {
            State++;
            context.ScheduleAt(Next = context.Now + period);
            return Control.Broadcast;
        }
    }
}
