namespace Spaxiom.Graph.Tests;

/// <summary>
/// One case for each type of node, by its generic definition: how to get such a node from what <see cref="StateBench"/>
/// offers. Saving, loading and the completeness of both are tested on them.
/// </summary>
internal static class NodeCases
{
    private static readonly TimeSpan s_window = StateBench.Window;

    /// <summary>Operators, inputs and what is built, from A to M.</summary>
    private static readonly Dictionary<Type, Func<StateBench, Node>> s_firstOperators = new()
    {
        [typeof(AccumulateNode<,>)] = bench => bench.Burst.Accumulate(0L, (sum, n) => sum + n),
        [typeof(AndNode)] = bench => bench.Flag.And(bench.Other),
        [typeof(AtNode)] = bench => bench.Executor.At(Testing.At(0.011)),
        [typeof(BatchNode<>)] = bench => bench.Number.Batch(s_window, maxCount: 4),
        [typeof(BuiltChannelNode<,>)] = BuildWithChannel,
        [typeof(BuiltHookedNode<>)] = bench => Build(
            bench, NodeBuilder.Create(0).OnEffect(sum => bench.Log.Add($"{sum} in its effect"))),
        [typeof(BuiltNode<>)] = bench => Build(bench, NodeBuilder.Create(0)),
        [typeof(BurstInput<>)] = bench => bench.Burst,
        [typeof(CollectNode<>)] = bench => bench.Executor.Collect<int>([bench.Number, bench.Sparse]),
        [typeof(Collector<>)] = Collect,
        [typeof(CollectorFeed<>)] = bench => LastOf(bench, Collect),
        [typeof(CombineListNode<,>)] = bench =>
            new[] { bench.Number, bench.Sparse }.Combine((ReadOnlySpan<int> v) => v[0] + v[1]),
        [typeof(CombineNode<,,,,>)] = bench =>
            bench.Number.Combine(bench.Flag, bench.Other, bench.Real, (n, f, o, r) => f ^ o ? n : r),
        [typeof(CombineNode<,,,>)] = bench => bench.Number.Combine(bench.Flag, bench.Real, (n, f, r) => f ? n : r),
        [typeof(CombineNode<,,>)] = bench => bench.Number.Combine(bench.Flag, (n, f) => f ? n : -n),
        [typeof(ConstantNode<>)] = bench => bench.Executor.Constant(5),
        [typeof(DeadbandNode<>)] = bench => bench.Real.DistinctUntilChanged(0.3),
        [typeof(DebounceNode<>)] = bench => bench.Sparse.Debounce(s_window),
        [typeof(DelayByCountNode<>)] = bench => bench.Number.Delay(count: 3),
        [typeof(DelayNode<>)] = bench => bench.Number.Delay(s_window),
        [typeof(DistinctByNode<,>)] = bench => bench.Burst.DistinctBy(n => n),
        [typeof(DistinctUntilChangedByNode<,>)] = bench => bench.Number.DistinctUntilChangedBy(n => n / 3),
        [typeof(DistinctUntilChangedNode<>)] = bench => bench.Number.Select(n => n / 3).DistinctUntilChanged(),
        [typeof(DoNode<>)] = bench => bench.Number.Do(n => bench.Log.Add($"does {n}")),
        [typeof(EmaBySampleNode)] = bench => bench.Real.Ema(alpha: 0.1),
        [typeof(EmaByTimeNode)] = bench => bench.Real.Ema(halfLife: s_window),
        [typeof(Feedback<>)] = CloseLoop,
        [typeof(FeedbackTap<>)] = bench => LastOf(bench, CloseLoop),
        [typeof(FlattenNode<>)] = bench => bench.Burst.Flatten(),
        [typeof(ForEachNode<>)] = bench => bench.Number.ForEach(n => bench.Log.Add($"for {n}")),
        [typeof(GatedNode<>)] = bench => bench.Number.Gate(bench.Other, hold: true),
        [typeof(Input<>)] = bench => bench.Number,
        [typeof(KeyedSubgraph<,>)] = bench => LastOf(bench, Share),
        [typeof(MergeNode<>)] = bench => bench.Number.Merge(bench.Sparse),
    };

    /// <summary>The same, from N to Z.</summary>
    private static readonly Dictionary<Type, Func<StateBench, Node>> s_furtherOperators = new()
    {
        [typeof(NeverNode<>)] = bench => bench.Executor.Never<int>(),
        [typeof(NotNode)] = bench => bench.Flag.Not(),
        [typeof(OrNode)] = bench => bench.Flag.Or(bench.Other),
        [typeof(PairwiseNode<>)] = bench => bench.Number.Pairwise(),
        [typeof(PartitionNode<>)] = bench => bench.Number.Partition(n => n % 3 == 0).WhenFalse,
        [typeof(PeriodicNode)] = bench => bench.Executor.Periodic(TimeSpan.FromMilliseconds(2)),
        [typeof(PublishNode<>)] = bench => LastOf(bench, _ => bench.Runtime.Publish(bench.Number)),
        [typeof(Router<,>)] = bench => bench.Burst.RouteBy(n => n % 3),
        [typeof(RouterOutput<,>)] = bench => bench.Burst.RouteBy(n => n % 3).Route(1),
        [typeof(RunningAverageNode<>)] = bench => bench.Real.Average(),
        [typeof(RunningCountNode<>)] = bench => bench.Number.Count(),
        [typeof(RunningMaxNode<>)] = bench => bench.Number.Max(),
        [typeof(RunningMinNode<>)] = bench => bench.Number.Select(n => -n).Min(),
        [typeof(RunningSumNode<>)] = bench => bench.Real.Sum(),
        [typeof(SampleNewsNode<,>)] = bench => bench.Sparse.SampleNews(bench.Number),
        [typeof(SampleNode<,>)] = bench => bench.Number.Sample(bench.Sparse),
        [typeof(ScanNode<,>)] = bench => bench.Number.Scan(0L, (sum, n) => sum + n),
        [typeof(SelectAsyncNode<,>)] = bench =>
            bench.Number.Where(n => n < 0) // work in flight is left out of an image, like an input that waits
                .SelectAsync((n, _) => new ValueTask<int>(n + 1), Overlap.Queue),
        [typeof(SelectNode<,>)] = bench => bench.Number.Select(n => n + 1),
        [typeof(SkipNode<>)] = bench => bench.Number.Skip(3),
        [typeof(SkipUntilNode<>)] = bench => bench.Number.SkipUntil(bench.Other),
        [typeof(SlidingBatchByBoundaryNode<>)] = bench => bench.Number.SlidingBatch(bench.Sparse),
        [typeof(SlidingBatchByCountNode<>)] = bench => bench.Number.SlidingBatch(count: 4, step: 3),
        [typeof(SlidingBatchByTimeNode<>)] = bench => bench.Number.SlidingBatch(s_window),
        [typeof(StartWithNode<>)] = bench => bench.Number.Where(n => n > 3).StartWith(5),
        [typeof(SwitchNode<>)] = bench => bench.Flag.Switch(bench.Number, bench.Sparse),
        [typeof(TakeNode<>)] = bench => bench.Number.Take(6),
        [typeof(TakeUntilNode<>)] = bench => bench.Number.TakeUntil(bench.Sparse.Skip(3)),
        [typeof(TakeWhileNode<>)] = bench => bench.Number.TakeWhile(n => n != 4),
        [typeof(ThrottleFirstNode<>)] = bench => bench.Number.ThrottleFirst(s_window),
        [typeof(ThrottleLastNode<>)] = bench => bench.Number.ThrottleLast(s_window),
        [typeof(TimeoutNode<>)] = bench => bench.Sparse.Timeout(s_window, -1),
        [typeof(TimestampNode<>)] = bench => bench.Number.Timestamp(),
        [typeof(ToBatchesNode<>)] = bench => bench.Number.Select(n => (IReadOnlyList<int>)[n, n + 1]).ToBatches(),
        [typeof(WhereEachNode<>)] = bench => bench.Burst.WhereEach(n => n % 2 == 0),
        [typeof(WhereNode<>)] = bench => bench.Number.Where(n => n % 3 == 0),
        [typeof(WithLatestFromNode<,,>)] = bench => bench.Number.WithLatestFrom(bench.Flag, (n, f) => f ? n : -n),
        [typeof(XorNode)] = bench => bench.Flag.Xor(bench.Other),
        [typeof(Zipper<,,>)] = bench => bench.Number.Zip(bench.Sparse, (n, m) => n - m, capacity: 100),
    };

    /// <summary>Windows and their statistics.</summary>
    private static readonly Dictionary<Type, Func<StateBench, Node>> s_windows = new()
    {
        [typeof(CountNode)] = bench => bench.Real.Window(s_window).Count(),
        [typeof(CoverageNode)] = bench => bench.Optional.Held(s_window).Coverage(),
        [typeof(EachSampleStore)] = bench => FirstOf(bench, () => bench.Optional.Window(s_window).Mean()),
        [typeof(HeldMeanNode)] = bench => bench.Real.Held(s_window).Mean(),
        [typeof(HeldRateNode)] = bench => bench.Optional.Held(s_window).Rate(),
        [typeof(HeldStore)] = bench =>
            FirstOf(bench, () => bench.Real.Held(s_window, new HeldOptions { Every = s_window / 2 }).Min()),
        [typeof(HeldSummaryNode<>)] = bench => bench.Real.Held(s_window).Max(),
        [typeof(IncreaseNode)] = bench => bench.Optional.Increase(s_window),
        [typeof(IntegralNode)] = bench => bench.Real.Integral(per: s_window, every: s_window / 2),
        [typeof(LimitNode<>)] = bench => bench.Real.Held(s_window).Mean().AtLeast(0.5),
        [typeof(PairStore)] = bench => FirstOf(bench, () => bench.Real.PairWith(bench.Number, s_window).Correlation()),
        [typeof(QuantileNode)] = bench => bench.Real.Window(s_window).Median(),
        [typeof(SteppedSampleStore)] = bench =>
            FirstOf(bench, () => bench.Real.Window(s_window, new WindowOptions { Every = s_window / 2 }).Mean()),
        [typeof(SummaryNode<,>)] = bench => bench.Real.Window(s_window).Variance(),
        [typeof(ZScoreNode)] = bench => bench.Optional.Window(s_window).ZScore(),
    };

    internal static readonly Dictionary<Type, Func<StateBench, Node>> All =
        s_firstOperators.Concat(s_furtherOperators).Concat(s_windows).ToDictionary();

    /// <summary>The types of node in the engine, by their generic definitions.</summary>
    internal static IEnumerable<Type> Types => typeof(Node).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract);

    private static Node<int> Build(StateBench bench, NodeBuilder<int> builder)
    {
        return builder.TriggeredBy(bench.Number).Build(bench.Executor, Run);

        Control Run(ref int sum, in CycleContext context)
        {
            sum += bench.Number.Value;
            if (!context.HasMutated(bench.Number)) return Control.Unchanged;
            if (sum % 2 == 0) context.YieldNow();
            context.ScheduleAfter(s_window / 2);
            context.Cancel(context.ScheduleAfter(s_window));
            context.RequestEffect();
            return Control.Broadcast;
        }
    }

    private static Node BuildWithChannel(StateBench bench)
    {
        (Node<int> node, Sender<int> sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
            bench.Executor,
            capacity: 8,
            (ref int sum, ReadOnlySpan<int> items, in CycleContext _) =>
            {
                foreach (int item in items) sum += item;
                return Control.Broadcast;
            });
        return bench.Feed(node, sender);
    }

    private static Node Collect(StateBench bench)
    {
        Collector<int> collector = bench.Executor.AddCollector<int>();
        collector.Add(bench.Sparse);
        collector.Add(bench.Number);
        return collector;
    }

    private static Node CloseLoop(StateBench bench)
    {
        Feedback<int> feedback = bench.Executor.AddFeedback(initial: 0);
        feedback.Bind(bench.Number.Select(n => n + feedback.Value));
        return feedback;
    }

    private static Node Share(StateBench bench) => bench.Executor
        .CreateKeyedFactory<int, Node<int>>((_, key) => bench.Number.Select(n => n + key))
        .Get(3);

    /// <summary>The first node that an action adds, which its caller may never see.</summary>
    private static Node FirstOf(StateBench bench, Action build)
    {
        int before = bench.Executor.RankCount;
        build();
        return bench.Executor.Topology[before];
    }

    /// <summary>The youngest node, which the caller of what adds it may never see.</summary>
    private static Node LastOf(StateBench bench, Func<StateBench, object> build)
    {
        build(bench);
        Node? last = null;
        foreach (Node node in bench.Executor.Nodes) last = node;
        return last!;
    }
}
