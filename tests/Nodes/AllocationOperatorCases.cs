namespace Spaxiom.Graph.Tests;

/// <summary>Cases of <see cref="AllocationTests"/>: operators that let values pass, count them and time them.</summary>
internal static class AllocationOperatorCases
{
    /// <summary>One line for each type of node.</summary>
    internal static readonly Dictionary<Type, Func<AllocationBench, Node>> Types = new()
    {
        [typeof(PairwiseNode<>)] = bench => bench.Number.Pairwise(),
        [typeof(SkipNode<>)] = bench => bench.Number.Skip(3),
        [typeof(SkipUntilNode<>)] = bench => bench.Number.SkipUntil(bench.Sparse),
        [typeof(StartWithNode<>)] = bench => bench.Number.StartWith(5),
        [typeof(TakeNode<>)] = bench => bench.Number.Take(int.MaxValue),
        [typeof(TakeUntilNode<>)] = bench => bench.Number.TakeUntil(bench.Executor.Constant(1)),
        [typeof(TakeWhileNode<>)] = bench => bench.Number.TakeWhile(n => n >= 0),
        [typeof(WithLatestFromNode<,,>)] = bench => bench.Number.WithLatestFrom(bench.Flag, (n, f) => f ? n : -n),
    };

    /// <summary>Nodes that keep batches.</summary>
    internal static readonly Dictionary<string, Func<AllocationBench, Node>> BatchKeepers = new()
    {
        ["Pairwise"] = bench => bench.Burst.Pairwise(),
        ["Skip"] = bench => bench.Burst.Skip(3),
        ["WithLatestFrom"] = bench => bench.Number.WithLatestFrom(bench.Burst, (_, b) => b),
    };
}
