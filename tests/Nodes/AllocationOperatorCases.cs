namespace Spaxiom.Graph.Tests;

/// <summary>Cases of <see cref="AllocationTests"/>: operators that let values pass, count them and time them.</summary>
internal static class AllocationOperatorCases
{
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(5);

    /// <summary>One line for each type of node.</summary>
    internal static readonly Dictionary<Type, Func<AllocationBench, Node>> Types = new()
    {
        [typeof(AtNode)] = bench => bench.Silent(bench.Executor.At(Instant.MaxValue)),
        [typeof(CombineListNode<,>)] = bench =>
            new[] { bench.Number, bench.Sparse }.Combine((ReadOnlySpan<int> v) => v[0] + v[1]),
        [typeof(DistinctUntilChangedByNode<,>)] = bench => bench.Number.DistinctUntilChangedBy(n => n / 2),
        [typeof(DoNode<>)] = bench => bench.Number.Do(bench.Add),
        [typeof(GatedNode<>)] = bench => bench.Number.Gate(bench.Other, hold: true),
        [typeof(NeverNode<>)] = bench => bench.Silent(bench.Executor.Never<int>()),
        [typeof(PairwiseNode<>)] = bench => bench.Number.Pairwise(),
        [typeof(PartitionNode<>)] = bench => bench.Number.Partition(n => n % 3 == 0).WhenFalse,
        [typeof(RunningAverageNode<>)] = bench => bench.Number.Average(),
        [typeof(RunningCountNode<>)] = bench => bench.Number.Count(),
        [typeof(RunningMaxNode<>)] = bench => bench.Number.Max(),
        [typeof(RunningMinNode<>)] = bench => bench.Number.Select(n => -n).Min(),
        [typeof(RunningSumNode<>)] = bench => bench.Real.Sum(),
        [typeof(SampleNewsNode<,>)] = bench => bench.Sparse.SampleNews(bench.Number),
        [typeof(SkipNode<>)] = bench => bench.Number.Skip(3),
        [typeof(SkipUntilNode<>)] = bench => bench.Number.SkipUntil(bench.Sparse),
        [typeof(SlidingBatchByBoundaryNode<>)] = bench => bench.Number.SlidingBatch(bench.Sparse),
        [typeof(SlidingBatchByCountNode<>)] = bench => bench.Number.SlidingBatch(count: 7, step: 3),
        [typeof(SlidingBatchByTimeNode<>)] = bench => bench.Number.SlidingBatch(s_window),
        [typeof(StartWithNode<>)] = bench => bench.Number.StartWith(5),
        [typeof(TakeNode<>)] = bench => bench.Number.Take(int.MaxValue),
        [typeof(TakeUntilNode<>)] = bench => bench.Number.TakeUntil(bench.Executor.Constant(1)),
        [typeof(TakeWhileNode<>)] = bench => bench.Number.TakeWhile(n => n >= 0),
        [typeof(ThrottleLastNode<>)] = bench => bench.Number.ThrottleLast(s_window),
        [typeof(TimeoutNode<>)] = bench => bench.Sparse.Timeout(s_window, -1),
        [typeof(TimestampNode<>)] = bench => bench.Number.Timestamp(),
        [typeof(WithLatestFromNode<,,>)] = bench => bench.Number.WithLatestFrom(bench.Flag, (n, f) => f ? n : -n),
        [typeof(Zipper<,,>)] = bench => bench.Number.Zip(bench.Sparse, (n, s) => n - s, capacity: 100),
    };

    /// <summary>Nodes that keep batches.</summary>
    internal static readonly Dictionary<string, Func<AllocationBench, Node>> BatchKeepers = new()
    {
        ["DistinctUntilChangedBy"] = bench => bench.Burst.DistinctUntilChangedBy(b => b[1..]),
        ["Do"] = bench => bench.Burst.Do(b => bench.Add(b.Length)),
        ["Gate"] = bench => bench.Burst.Gate(bench.Other, hold: true),
        ["Max"] = bench => bench.Burst.Max(Comparer<ReadOnlyMemory<int>>.Create((a, b) => a.Span[0] - b.Span[0])),
        ["Pairwise"] = bench => bench.Burst.Pairwise(),
        ["SampleNews"] = bench => bench.Burst.SampleNews(bench.Sparse),
        ["Skip"] = bench => bench.Burst.Skip(3),
        ["SlidingBatch of batches"] = bench => bench.Burst.SlidingBatch(count: 7),
        ["ThrottleLast"] = bench => bench.Burst.ThrottleLast(s_window),
        ["Timestamp"] = bench => bench.Burst.Timestamp(),
        ["WithLatestFrom"] = bench => bench.Number.WithLatestFrom(bench.Burst, (_, b) => b),
        ["Zip"] = bench => bench.Burst.Zip(bench.Sparse, (b, _) => b, capacity: 100),
    };
}
