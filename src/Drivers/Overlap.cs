namespace Spaxiom.Graph;

/// <summary>What happens to something new while the work for something earlier is still going on.</summary>
public readonly record struct Overlap
{
    private const int DefaultQueue = 1024;
    private const int DefaultParallel = 64;

    private Overlap(OverlapKind kind, int limit) => (Kind, Limit) = (kind, limit);

    /// <summary>It is skipped, and counted. The default.</summary>
    public static Overlap Skip => default;

    /// <summary>It waits its turn; what finds the queue full is skipped, and counted. Default: 1,024 wait.</summary>
    public static Overlap Queue => new(OverlapKind.Queue, DefaultQueue);

    /// <summary>It takes the place of what is going on, which is cancelled and comes to nothing.</summary>
    public static Overlap Restart => new(OverlapKind.Restart, 1);

    /// <summary>
    /// It is worked on at the same time; what finds the most going on that may is skipped, and counted. 64 by default.
    /// </summary>
    public static Overlap Parallel => new(OverlapKind.Parallel, DefaultParallel);

    /// <summary>How many can wait in the queue, or go on at the same time; 0 for <see cref="Skip"/>.</summary>
    public int Limit { get; private init; }

    internal OverlapKind Kind { get; }

    /// <summary>The same with another limit: how many can wait in the queue, or go on at the same time.</summary>
    /// <param name="limit">From 1; at most 1,000,000.</param>
    /// <exception cref="InvalidOperationException">For <see cref="Skip"/> and <see cref="Restart"/>.</exception>
    public Overlap WithLimit(int limit)
    {
        if (Kind is OverlapKind.Queue or OverlapKind.Parallel)
            return this with { Limit = Guard.InRange(limit, 1, 1_000_000) };
        throw new InvalidOperationException(
            $"Overlap.{Kind} has no limit to set: one piece of work is going on at most. Use Queue or Parallel.");
    }

    /// <summary>The kind, with its limit.</summary>
    public override string ToString() =>
        Kind is OverlapKind.Queue or OverlapKind.Parallel ? $"{Kind}({Limit})" : Kind.ToString();
}
