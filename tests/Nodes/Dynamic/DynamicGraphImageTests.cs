using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Graphs that change while they run, saved at every boundary and loaded into a fresh build.</summary>
public sealed class DynamicGraphImageTests
{
    private const int Seeds = 8;

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Factories_within_factories_routers_and_collectors_are_built_again_as_they_were(int seed)
    {
        var test = new RoundTrip<City>(runtime => new City(runtime), city => city.Log, Script(seed));

        test.Check();

        Assert.True(test.Count > 25, $"The script has {test.Count} boundaries only.");
    }

    [Fact]
    public void Gaps_are_closed_at_the_same_boundary_as_without_a_save()
    {
        const int Zones = 60, Leaving = 10;
        var rankCounts = new List<int>();
        (double At, Action<City> Act)[] script =
        [
            (0, city =>
            {
                for (int zone = 0; zone < Zones; zone++) city.Enter(zone);
            }),
            .. Enumerable.Range(0, 5).Select(n => (1.0 + n, (Action<City>)(city =>
            {
                rankCounts.Add(city.RankCount);
                for (int zone = n * Leaving; zone < (n + 1) * Leaving; zone++) city.Leave(zone);
            }))),
            (9, city => rankCounts.Add(city.RankCount)),
            .. Enumerable.Range(0, 3).Select(n => (10.0 + n, (Action<City>)(city => city.Enter(n)))),
        ];

        new RoundTrip<City>(runtime => new City(runtime), city => city.Log, script).Check();

        Assert.Contains(rankCounts.Zip(rankCounts.Skip(1)), pair => pair.Second < pair.First);
    }

    [Fact]
    public void Nodes_that_failed_terminated_or_were_swept_are_as_they_were()
    {
        (double At, Action<Faulty> Act)[] script =
        [
            .. Enumerable.Range(0, 12).Select(n => (n / 2.0, (Action<Faulty>)(graph => graph.Push(n)))),
        ];

        var test = new RoundTrip<Faulty>(runtime => new Faulty(runtime), graph => graph.Log, script);

        test.Check();
        Assert.True(test.Count > 12);
    }

    private static (double At, Action<City> Act)[] Script(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        var script = new List<(double At, Action<City> Act)>();
        double at = 0;
        for (int step = 0; step < 16; step++)
        {
            at += random.NextInt32(4) * 0.5;
            int kind = random.NextInt32(9), zone = random.NextInt32(6), item = step;
            script.Add((at, kind switch
            {
                0 or 1 or 2 => city => city.Enter(zone),
                3 => city => city.Leave(zone),
                4 => city => city.LeaveFloor(zone % 3),
                5 => city => city.Join(zone),
                6 => city => city.Part(zone),
                7 => city => city.Demand(zone),
                _ => city => city.Send(zone, item),
            }));
            int target = random.NextInt32(6);
            script.Add((at, city => city.Send(target, item)));
        }

        return [.. script];
    }

    /// <summary>
    /// Zones and floors by key: a zone is built on its floor, on an output of a router and on a factory of its own, and
    /// may join a collector.
    /// </summary>
    private sealed class City
    {
        private readonly TestRuntime _runtime;
        private readonly BurstInput<(int Zone, int Item)> _events;
        private readonly Input<int> _demand;
        private readonly KeyedFactory<int, Node<int>> _floors;
        private readonly KeyedFactory<int, Node<int>> _zones;
        private readonly Router<int, (int Zone, int Item)> _router;
        private readonly Collector<int> _collector;

        internal City(TestRuntime runtime)
        {
            _runtime = runtime;
            Executor executor = runtime.Executor;
            _events = runtime.AddBurstInput<(int Zone, int Item)>("events");
            _demand = runtime.AddInput("demand", initial: -1);
            _router = _events.RouteBy(one => one.Zone, name: "by zone");
            _collector = executor.AddCollector<int>();
            _floors = executor.CreateKeyedFactory<int, Node<int>>(
                (_, floor) => Count(_router.Route(floor), start: floor * 100), name: "floors");
            _zones = executor.CreateKeyedFactory<int, Node<int>>(BuildZone, name: "zones");
            NodeBuilder.Create(0).TriggeredBy(_demand).Build(
                executor,
                (ref int asked, in CycleContext context) =>
                {
                    asked++;
                    _zones.Spawn(_demand.Value);
                    context.Spawn((City: this, Zone: _demand.Value), static (_, ask) => ask.City.Join(ask.Zone));
                    return Control.Unchanged;
                });
            NodeBuilder.Create(0).TriggeredBy(_collector).OnEffect(sum => Log.Add($"collected {sum}")).Build(
                executor,
                (ref int sum, in CycleContext context) =>
                {
                    foreach (int value in _collector.Value.Span) sum = (sum * 31) + value;
                    context.RequestEffect();
                    return Control.Broadcast;
                });
            _zones.Get(0); // in the graph from the start, and removed and built anew by some scripts
            _collector.Add(_zones.Get(0));
        }

        internal List<string> Log { get; } = [];

        internal int RankCount => _runtime.Executor.RankCount;

        internal void Enter(int zone)
        {
            _zones.Spawn(zone);
            Send(zone, zone);
        }

        internal void Leave(int zone) => _zones.Remove(zone);

        internal void LeaveFloor(int floor) => _floors.Remove(floor);

        internal void Demand(int zone) => _runtime.Push(_demand, zone);

        internal void Send(int zone, int item) => _runtime.Push(_events, (zone, item));

        internal void Join(int zone)
        {
            if (!_zones.TryGet(zone, out Node<int>? node)) return;
            if (!_collector.Remove(node)) _collector.Add(node);
        }

        internal void Part(int zone)
        {
            if (_zones.TryGet(zone, out Node<int>? node)) _collector.Remove(node);
        }

        private Node<int> BuildZone(Executor executor, int zone)
        {
            Node<int> floor = _floors.Get(zone % 3).Select(count => count + zone);
            KeyedFactory<string, Node<int>> rooms = executor.CreateKeyedFactory<string, Node<int>>(
                (_, room) => Pulse(floor, room.Length), name: "rooms");
            Node<int> first = rooms.Get("a");
            Node<ReadOnlyMemory<(int Zone, int Item)>> routed = _router.Route(zone);
            return NodeBuilder.Create(zone).TriggeredBy(routed, first).Build(
                executor,
                (ref int sum, in CycleContext _) =>
                {
                    foreach ((int Zone, int Item) one in routed.Value.Span) sum += one.Item;
                    sum += first.Value;
                    if (sum % 5 == 0) rooms.Spawn(sum % 2 == 0 ? "bb" : "ccc");
                    if (sum % 7 == 0) rooms.Remove("bb");
                    return Control.Broadcast;
                });
        }

        private Node<int> Count(Node<ReadOnlyMemory<(int Zone, int Item)>> batches, int start) =>
            NodeBuilder.Create(start).TriggeredBy(batches).Build(
                _runtime.Executor,
                (ref int sum, in CycleContext _) =>
                {
                    sum += batches.Value.Length;
                    return Control.Broadcast;
                });

        /// <summary>A node that broadcasts after its source, by a timer, and cancels the one before.</summary>
        private Node<int> Pulse(Node<int> source, int length) => _runtime.Executor.Add(new PulseNode(source, length));
    }

    private sealed class PulseNode : Node<int>
    {
        private readonly Node<int> _source;
        private readonly int _length;
        private TimerHandle _timer;

        internal PulseNode(Node<int> source, int length)
            : base(initial: 0)
        {
            (_source, _length) = (source, length);
            TriggeredBy(source);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            if (context.HasMutated(_source))
            {
                context.Cancel(_timer);
                _timer = context.ScheduleAfter(TimeSpan.FromSeconds(_length * 0.5));
                return Control.Unchanged;
            }

            State++;
            return Control.Broadcast;
        }

        protected override void OnState(ref StateVisitor state)
        {
            state.Constant(_length);
            state.Timer(ref _timer);
        }
    }

    /// <summary>Nodes that hold, are swept by their own failure or word, or end a run.</summary>
    private sealed class Faulty
    {
        private readonly TestRuntime _runtime;
        private readonly Input<int> _number;

        internal Faulty(TestRuntime runtime)
        {
            _runtime = runtime;
            _number = runtime.AddInput("number", initial: 0);
            runtime.Executor.NodeFailed += failure => Log.Add(failure.Message);
            Add(ErrorPolicy.Hold, n => n % 3 == 1 ? throw new InvalidOperationException("held") : Control.Broadcast);
            Add(ErrorPolicy.Sweep, n => n == 5 ? throw new InvalidOperationException("swept") : Control.Broadcast);
            Add(ErrorPolicy.FailFast, n => n == 7 ? Control.Sweep : Control.Broadcast);
            Add(ErrorPolicy.FailFast, n => n % 4 == 2 ? Control.Terminate : Control.Broadcast);
        }

        internal List<string> Log { get; } = [];

        internal void Push(int number) => _runtime.Push(_number, number);

        private void Add(ErrorPolicy policy, Func<int, Control> control)
        {
            Node<int> node = NodeBuilder.Create(0).TriggeredBy(_number).Build(
                _runtime.Executor,
                (ref int sum, in CycleContext context) =>
                {
                    sum += _number.Value;
                    if (!context.HasMutated(_number)) return Control.Unchanged;
                    context.YieldNow();
                    return control(_number.Value);
                });
            node.OnError(policy);
            node.Select(sum => -sum);
        }
    }
}
