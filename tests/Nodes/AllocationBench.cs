namespace Spaxiom.Graph.Tests;

/// <summary>
/// A graph under steady load, for measuring what its cycles allocate. A round is one millisecond, in which every input
/// but the sparse one gets new values.
/// </summary>
internal sealed class AllocationBench
{
    private const int RoundsBetweenSparse = 10;

    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(1);

    private readonly TestRuntime _runtime = new(); // its invariants are not checked, since that allocates
    private readonly List<Node> _silent = [];
    private Sender<int>? _sender;
    private int _round;

    internal AllocationBench()
    {
        Number = _runtime.AddInput("number", initial: 0);
        Sparse = _runtime.AddInput("sparse", initial: 0);
        Real = _runtime.AddInput("real", initial: 0.0);
        Optional = _runtime.AddInput<double?>("optional", initial: 0);
        Flag = _runtime.AddInput("flag", initial: false);
        Other = _runtime.AddInput("other", initial: false);
        Burst = _runtime.AddBurstInput<int>("burst");
    }

    internal Executor Executor => _runtime.Executor;

    /// <summary>The number of the round modulo 23, and none in every seventh round.</summary>
    internal Input<double?> Optional { get; }

    /// <summary>Another number in every round.</summary>
    internal Input<int> Number { get; }

    /// <summary>A number in every tenth round.</summary>
    internal Input<int> Sparse { get; }

    /// <summary>Another number in every round, in steps of a quarter.</summary>
    internal Input<double> Real { get; }

    /// <summary>Flips in every round.</summary>
    internal Input<bool> Flag { get; }

    /// <summary>Flips in every third round.</summary>
    internal Input<bool> Other { get; }

    /// <summary>Three items in every round: two equal ones and another.</summary>
    internal BurstInput<int> Burst { get; }

    /// <summary>A list of three items, always the same.</summary>
    internal IReadOnlyList<int> List { get; } = [1, 2, 3];

    /// <summary>Says that a node never broadcasts, so that a case without a broadcast is no mistake.</summary>
    internal Node Silent(Node node)
    {
        _silent.Add(node);
        return node;
    }

    /// <summary>Whether the node is one of those that never broadcast.</summary>
    internal bool IsSilent(Node node) => _silent.Contains(node);

    /// <summary>The sum of all that was given to <see cref="Add"/>.</summary>
    internal long Total { get; private set; }

    /// <summary>An action for effects.</summary>
    internal void Add(int value) => Total += value;

    /// <summary>A built node that uses its context.</summary>
    internal Node Build() => Build(NodeBuilder.Create(0));

    /// <summary>The same with an effect.</summary>
    internal Node BuildHooked() => Build(NodeBuilder.Create(0).OnEffect(Add));

    /// <summary>A built node that is sent three items in every round.</summary>
    internal Node BuildWithChannel(FullMode fullMode = FullMode.Wait, Delivery delivery = Delivery.Burst)
    {
        (Node<int> node, _sender) = NodeBuilder.Create(0).BuildWithChannel<int>(
            Executor,
            capacity: 8,
            (ref int sum, ReadOnlySpan<int> items, in CycleContext _) =>
            {
                foreach (int item in items) sum += item;
                return Control.Broadcast;
            },
            fullMode,
            delivery);
        return node;
    }

    /// <summary>A collector of two producers, the younger of which joined first.</summary>
    internal Node Collect()
    {
        Collector<int> collector = Executor.AddCollector<int>();
        collector.Add(Sparse);
        collector.Add(Number);
        return collector;
    }

    /// <summary>A collector of batches.</summary>
    internal Node CollectBursts()
    {
        Collector<ReadOnlyMemory<int>> collector = Executor.AddCollector<ReadOnlyMemory<int>>();
        collector.Add(Burst);
        collector.Add(Burst.Where(burst => burst.Span[0] % 2 == 0));
        return collector;
    }

    /// <summary>A feedback of batches.</summary>
    internal Node FeedBack()
    {
        Feedback<ReadOnlyMemory<int>> feedback = Executor.AddFeedback(ReadOnlyMemory<int>.Empty);
        feedback.Bind(Burst);
        return feedback;
    }

    /// <summary>A feedback that is bound to a node computed from it.</summary>
    internal Node CloseLoop()
    {
        Feedback<int> feedback = Executor.AddFeedback(initial: 0);
        feedback.Bind(Number.Select(n => n + feedback.Value));
        return feedback;
    }

    /// <summary>The nodes beside a node that is shared by key.</summary>
    internal Node Share()
    {
        List<Node> subgraph = [];
        KeyedFactory<int, Node<int>> factory = Executor.CreateKeyedFactory<int, Node<int>>((executor, key) =>
        {
            subgraph = executor.Build.Scope!.Nodes;
            return Number.Select(n => n + key);
        });
        factory.Get(3);
        return subgraph[^1];
    }

    /// <summary>The last node that an action adds, which may be one its caller never sees.</summary>
    internal Node LastOf(Action build)
    {
        build();
        Node? last = null;
        foreach (Node node in Executor.Nodes) last = node;
        return last!;
    }

    /// <summary>The first node that an action adds, which may be one its caller never sees.</summary>
    internal Node FirstOf(Action build)
    {
        int before = Executor.RankCount;
        build();
        return Executor.Topology[before];
    }

    /// <summary>Plays a number of rounds.</summary>
    internal void Run(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _round++;
            _runtime.Push(Number, _round);
            if (_round % RoundsBetweenSparse == 0) _runtime.Push(Sparse, _round);
            _runtime.Push(Real, _round / 4.0);
            _runtime.Push(Optional, _round % 7 == 0 ? null : _round % 23);
            _runtime.Push(Flag, _round % 2 == 0);
            _runtime.Push(Other, _round / 3 % 2 == 0);
            _runtime.Push(Burst, _round);
            _runtime.Push(Burst, _round);
            _runtime.Push(Burst, _round + 1);
            for (int item = 0; item < 3; item++) _sender?.TrySend(item);
            _runtime.Advance(s_round);
        }
    }

    private Node<int> Build(NodeBuilder<int> builder) => builder.TriggeredBy(Number).Build(
        Executor,
        (ref int sum, in CycleContext context) =>
        {
            sum += Number.Value;
            if (!context.HasMutated(Number)) return Control.Unchanged;
            context.YieldNow();
            context.ScheduleAfter(s_round / 2);
            context.Cancel(context.ScheduleAfter(s_round));
            context.RequestEffect();
            return Control.Broadcast;
        });
}
