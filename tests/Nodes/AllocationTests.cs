using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A warm cycle allocates nothing, whatever nodes are in it.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    private const int WarmUpRounds = 1_000;
    private const int Rounds = 10_000;

    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_span = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// One line for each type of node, by its generic definition: how to get such a node from what
    /// <see cref="AllocationBench"/> offers. A node that nothing here wakes shows nothing.
    /// </summary>
    private static readonly Dictionary<Type, Func<AllocationBench, Node>> s_cases = new()
    {
        [typeof(AccumulateNode<,>)] = bench => bench.Burst.Accumulate(0L, (sum, n) => sum + n),
        [typeof(AndNode)] = bench => bench.Flag.And(bench.Other),
        [typeof(BatchNode<>)] = bench => bench.Number.Batch(s_window, maxCount: 4),
        [typeof(BuiltChannelNode<,>)] = bench => bench.BuildWithChannel(),
        [typeof(BuiltHookedNode<>)] = bench => bench.BuildHooked(),
        [typeof(BuiltNode<>)] = bench => bench.Build(),
        [typeof(BurstInput<>)] = bench => bench.Burst,
        [typeof(CollectNode<>)] = bench => bench.Executor.Collect<int>([bench.Number, bench.Sparse]),
        [typeof(Collector<>)] = bench => bench.Collect(),
        [typeof(CollectorFeed<>)] = bench => bench.Silent(bench.LastOf(() => bench.Collect())),
        [typeof(CombineNode<,,,,>)] = bench =>
            bench.Number.Combine(bench.Flag, bench.Other, bench.Real, (n, f, o, r) => f ^ o ? n : r),
        [typeof(CombineNode<,,,>)] = bench => bench.Number.Combine(bench.Flag, bench.Real, (n, f, r) => f ? n : r),
        [typeof(CombineNode<,,>)] = bench => bench.Number.Combine(bench.Flag, (n, f) => f ? n : -n),
        [typeof(ConstantNode<>)] = bench => bench.Silent(bench.Executor.Constant(5)),
        [typeof(CountNode)] = bench => bench.Silent(bench.Real.Window(s_span).Count()),
        [typeof(CoverageNode)] = bench => bench.Optional.Held(s_span).Coverage(),
        [typeof(DeadbandNode<>)] = bench => bench.Real.DistinctUntilChanged(0.5),
        [typeof(DebounceNode<>)] = bench => bench.Sparse.Debounce(s_window),
        [typeof(DelayByCountNode<>)] = bench => bench.Number.Delay(count: 100),
        [typeof(DelayNode<>)] = bench => bench.Number.Delay(s_window),
        [typeof(DistinctByNode<,>)] = bench => bench.Burst.DistinctBy(n => n),
        [typeof(DistinctUntilChangedNode<>)] = bench => bench.Number.DistinctUntilChanged(),
        [typeof(EachSampleStore)] = bench => bench.FirstOf(() => bench.Optional.Window(s_span).Mean()),
        [typeof(EmaBySampleNode)] = bench => bench.Real.Ema(alpha: 0.1),
        [typeof(EmaByTimeNode)] = bench => bench.Real.Ema(halfLife: s_span),
        [typeof(Feedback<>)] = bench => bench.CloseLoop(),
        [typeof(FeedbackTap<>)] = bench => bench.Silent(bench.LastOf(() => bench.CloseLoop())),
        [typeof(FlattenNode<>)] = bench => bench.Burst.Flatten(),
        [typeof(ForEachNode<>)] = bench => bench.Silent(bench.Number.ForEach(bench.Add)),
        [typeof(HeldMeanNode)] = bench => bench.Real.Held(s_span).Mean(),
        [typeof(HeldRateNode)] = bench => bench.Optional.Held(s_span).Rate(),
        [typeof(HeldStore)] = bench =>
            bench.FirstOf(() => bench.Real.Held(s_span, new HeldOptions { Every = s_window }).Min()),
        [typeof(HeldSummaryNode<>)] = bench => bench.Real.Held(s_span).Max(),
        [typeof(IncreaseNode)] = bench => bench.Optional.Increase(s_span),
        [typeof(Input<>)] = bench => bench.Number,
        [typeof(IntegralNode)] = bench => bench.Real.Integral(per: s_span, every: s_window),
        [typeof(KeyedSubgraph<,>)] = bench => bench.Silent(bench.Share()),
        [typeof(LimitNode<>)] = bench => bench.Optional.Held(s_span).Mean().AtLeast(11),
        [typeof(MergeNode<>)] = bench => bench.Number.Merge(bench.Sparse),
        [typeof(NotNode)] = bench => bench.Flag.Not(),
        [typeof(OrNode)] = bench => bench.Flag.Or(bench.Other),
        [typeof(PairStore)] = bench => bench.FirstOf(() => bench.Real.PairWith(bench.Number, s_span).Correlation()),
        [typeof(PeriodicNode)] = bench => bench.Executor.Periodic(TimeSpan.FromMilliseconds(1)),
        [typeof(PublishNode<>)] = bench =>
            bench.Silent(bench.Executor.Add(new PublishNode<int>(bench.Number, new Latest<int>()))),
        [typeof(QuantileNode)] = bench => bench.Real.Window(s_span).Median(),
        [typeof(Router<,>)] = bench => bench.Silent(bench.Burst.RouteBy(n => n % 4)),
        [typeof(RouterOutput<,>)] = bench => bench.Burst.RouteBy(n => n % 4).Route(2),
        [typeof(SampleNode<,>)] = bench => bench.Number.Sample(bench.Sparse),
        [typeof(ScanNode<,>)] = bench => bench.Number.Scan(0L, (sum, n) => sum + n),
        [typeof(SelectAsyncNode<,>)] = bench =>
            bench.Number.SelectAsync((n, _) => new ValueTask<int>(n), Overlap.Queue),
        [typeof(SelectNode<,>)] = bench => bench.Number.Select(n => n + 1),
        [typeof(SteppedSampleStore)] = bench =>
            bench.FirstOf(() => bench.Real.Window(s_span, new WindowOptions { Every = s_window }).Mean()),
        [typeof(SummaryNode<,>)] = bench => bench.Real.Window(s_span).Variance(),
        [typeof(SwitchNode<>)] = bench => bench.Flag.Switch(bench.Number, bench.Sparse),
        [typeof(ThrottleFirstNode<>)] = bench => bench.Number.ThrottleFirst(s_window),
        [typeof(ToBatchesNode<>)] = bench => bench.Number.Select(_ => bench.List).ToBatches(),
        [typeof(WhereEachNode<>)] = bench => bench.Burst.WhereEach(n => n % 2 == 0),
        [typeof(WhereNode<>)] = bench => bench.Number.Where(n => n % 3 == 0),
        [typeof(XorNode)] = bench => bench.Flag.Xor(bench.Other),
        [typeof(ZScoreNode)] = bench => bench.Optional.Window(s_span).ZScore(),
    };

    /// <summary>Nodes that keep batches, which they copy into buffers that are used again.</summary>
    private static readonly Dictionary<string, Func<AllocationBench, Node>> s_batchKeepers = new()
    {
        ["Batch of batches"] = bench => bench.Burst.Batch(3).Delay(2),
        ["Collector"] = bench => bench.CollectBursts(),
        ["Combine"] = bench => bench.Burst.Combine(bench.Number, (b, n) => n % 2 == 0 ? b : b[1..]),
        ["Debounce"] = bench => bench.Burst.Where(b => b.Span[0] / 10 % 2 == 0).Debounce(s_window),
        ["Delay"] = bench => bench.Burst.Delay(s_window),
        ["Delay by count"] = bench => bench.Burst.Delay(count: 7),
        ["DistinctUntilChanged"] = bench => bench.Burst.DistinctUntilChanged(),
        ["Feedback"] = bench => bench.FeedBack(),
        ["Flatten"] = bench => bench.Burst.Batch(3).Flatten(),
        ["Hold"] = bench => bench.Burst.Select(b => b[1..]).OnError(ErrorPolicy.Hold),
        ["Merge"] = bench => bench.Burst.Merge(bench.Burst.WhereEach(n => n % 2 == 0)),
        ["Sample"] = bench => bench.Burst.Sample(bench.Sparse),
        ["Scan"] = bench => bench.Burst.Scan(ReadOnlyMemory<int>.Empty, (last, b) => b.Span[0] % 2 == 0 ? b : last),
        ["Switch"] = bench => bench.Flag.Switch(bench.Burst, bench.Burst.Where(_ => false)),
        ["ThrottleFirst"] = bench => bench.Burst.ThrottleFirst(s_window),
        ["Where"] = bench => bench.Burst.Where(b => b.Span[0] % 3 == 0),
    };

    private static readonly Dictionary<Type, Func<AllocationBench, Node>> s_allCases =
        new([.. s_cases, .. AllocationOperatorCases.Types]);

    private static readonly Dictionary<string, Func<AllocationBench, Node>> s_allBatchKeepers =
        new([.. s_batchKeepers, .. AllocationOperatorCases.BatchKeepers]);

    public static TheoryData<string> BatchKeepers => [.. s_allBatchKeepers.Keys];

    public static TheoryData<Type> Cases => [.. s_allCases.Keys.OrderBy(type => type.Name, StringComparer.Ordinal)];

    [Fact]
    public void Every_type_of_node_in_the_engine_has_a_case()
    {
        IEnumerable<string> missing = typeof(Node).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract && !s_allCases.ContainsKey(type))
            .Select(type => type.Name);

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Ten_thousand_warm_cycles_allocate_nothing(Type type)
    {
        var bench = new AllocationBench();
        Node node = s_allCases[type](bench);
        Assert.Equal(type, node.GetType().IsGenericType ? node.GetType().GetGenericTypeDefinition() : node.GetType());

        long allocated = Measure(bench, out long firstEpoch);

        Assert.Equal(0, allocated);
        Assert.True(bench.Executor.Epoch >= firstEpoch + Rounds, "A round is at least one cycle.");
        Assert.True(node.MutatedEpoch > firstEpoch || bench.IsSilent(node), $"{node} never ran: nothing is shown.");
    }

    [Theory]
    [MemberData(nameof(BatchKeepers))]
    public void A_node_that_keeps_batches_allocates_nothing(string name)
    {
        var bench = new AllocationBench();
        Node node = s_allBatchKeepers[name](bench);

        long allocated = Measure(bench, out long firstEpoch);

        Assert.Equal(0, allocated);
        Assert.True(node.MutatedEpoch > firstEpoch, $"{node} never ran: nothing is shown.");
    }

    [Theory]
    [InlineData(FullMode.Wait, Delivery.Each)]
    [InlineData(FullMode.Wait, Delivery.Latest)]
    [InlineData(FullMode.Wait, Delivery.Burst)]
    [InlineData(FullMode.DropOldest, Delivery.Each)]
    [InlineData(FullMode.DropOldest, Delivery.Latest)]
    [InlineData(FullMode.DropOldest, Delivery.Burst)]
    public void A_channel_allocates_nothing_in_any_mode(FullMode fullMode, Delivery delivery)
    {
        var bench = new AllocationBench();
        Node node = bench.BuildWithChannel(fullMode, delivery);

        long allocated = Measure(bench, out long firstEpoch);

        Assert.Equal(0, allocated);
        Assert.True(node.MutatedEpoch > firstEpoch, "The items never arrived: nothing is shown.");
    }

    private static long Measure(AllocationBench bench, out long firstEpoch)
    {
        bench.Run(WarmUpRounds);
        firstEpoch = bench.Executor.Epoch;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bench.Run(Rounds);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
