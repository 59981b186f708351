using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// The same result however the loop walks: cycles that follow one another within the executor or one per call, nodes
/// in one word of ranks or far apart.
/// </summary>
public sealed class SuccessiveCyclesTests
{
    private static readonly ErrorPolicy[] s_policies = [ErrorPolicy.Hold, ErrorPolicy.Sweep];

    [Fact]
    public void Cycles_in_one_call_are_those_of_one_call_each()
    {
        long cycles = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var inOneCall = new Life(seed);
            var oneByOne = new Life(seed);
            inOneCall.Run(until: Instant.MaxValue);
            oneByOne.Run(until: Instant.MinValue);

            Assert.True(inOneCall.Log.SequenceEqual(oneByOne.Log), $"Seed {seed} differs.");
            Assert.Equal(oneByOne.Executor.Epoch, inOneCall.Executor.Epoch);
            cycles += oneByOne.Executor.Epoch;
        }

        Assert.True(cycles > 1_000, $"Only {cycles} cycles ran, too few to tell.");
    }

    [Fact]
    public void Cycles_of_one_call_end_after_the_first_when_the_caller_was_waited_for()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Node<int> node = AddYielding(runtime.Executor, static _ => { });
        runtime.Executor.Expiring.Add(node);
        runtime.Inputs.Interrupt();

        Assert.Equal(CycleOutcome.Ran, RunOneCall(runtime.Executor));

        Assert.Equal(1, node.Value);
        Assert.True(runtime.Executor.IsInterrupted);
    }

    [Fact]
    public void Cycles_of_one_call_end_before_the_next_poll_when_a_node_wakes_the_caller()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Node<int> node = AddYielding(runtime.Executor, _ => runtime.Inputs.Interrupt());

        Assert.Equal(CycleOutcome.Ran, RunOneCall(runtime.Executor));

        Assert.Equal(1, node.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cycles_of_one_call_end_with_the_first_at_the_instant_given(bool checksInvariants)
    {
        TestRuntime runtime = Testing.NewRuntime();
        runtime.Executor.ChecksInvariants = checksInvariants;
        Node<int> node = AddYielding(runtime.Executor, static _ => { });

        Assert.Equal(CycleOutcome.Ran, RunOneCall(runtime.Executor, until: runtime.Now));

        Assert.Equal(1, node.Value);
    }

    [Fact]
    public void What_building_code_asks_for_is_done_before_the_next_cycle_of_one_call()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var built = new List<long>();
        AddYielding(runtime.Executor, executor =>
            executor.Spawn(built, static (outer, list) => outer.Spawn(list, static (inner, l) => l.Add(inner.Epoch))));

        Assert.Equal(CycleOutcome.Idle, RunOneCall(runtime.Executor));

        Assert.Equal([1, 2, 3, 4, 5], built);
    }

    [Fact]
    public void Cycles_of_one_call_go_on_after_notifications_effects_and_values_that_expire()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Notifier? notifier = null;
        Node<int> node = AddYielding(runtime.Executor, executor =>
        {
            executor.Effects.Add(executor.Running);
            executor.Expiring.Add(executor.Running);
            Testing.AwaitEnd(Task.Run(notifier!.Notify));
        });
        notifier = runtime.Executor.CreateNotifier(node);

        Assert.Equal(CycleOutcome.Idle, RunOneCall(runtime.Executor));

        Assert.Equal(5, node.Value);
        Assert.False(runtime.Executor.IsInterrupted);
    }

    [Fact]
    public void Executor_equals_the_model_where_neighbours_in_a_chain_stand_in_different_words()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var random = new SeededRandom(seed);
            var graph = new OracleGraph(checksInvariants: true);
            for (int key = 0; key < 400; key++)
            {
                List<int> parents = key < 40 || random.Percent(40) ? [] : [key - 20 - random.NextInt32(20)];
                if (parents.Count > 0 && key > 200 && random.Percent(20)) parents.Add(random.NextInt32(100));
                graph.Add(s_policies[random.NextInt32(2)], parents, []);
            }

            var plan = new Behaviour[400];
            graph.BehaviourOf = key => plan[key];
            for (int cycle = 1; cycle <= 12; cycle++)
            {
                for (int key = 0; key < plan.Length; key++)
                    plan[key] = random.Percent(6) ? Behaviour.Throw : Behaviour.Broadcast;
                List<int> woken = [random.NextInt32(60)];
                if (random.Percent(30)) woken.Add(random.NextInt32(400));
                foreach (int key in woken) graph.Executor.Yield(graph.Nodes[key]);

                graph.RunCycle(woken, () => $"Seed {seed}, cycle {cycle}");
            }
        }
    }

    /// <summary>A node that runs in five cycles, one after the other, and does something in each.</summary>
    private static Node<int> AddYielding(Executor executor, Action<Executor> inEach)
    {
        Node<int> node = NodeBuilder.Create(0).Build(executor, (ref int runs, in CycleContext context) =>
        {
            if (runs == 5) return Control.Unchanged;
            if (++runs < 5) context.YieldNow();
            inEach(executor);
            return Control.Unchanged;
        });
        executor.Yield(node);
        return node;
    }

    private static CycleOutcome RunOneCall(Executor executor) => RunOneCall(executor, until: Instant.MaxValue);

    private static CycleOutcome RunOneCall(Executor executor, Instant until)
    {
        executor.Access.Enter();
        CycleOutcome outcome = executor.RunCycles(until);
        executor.Access.Exit();
        return outcome;
    }

    /// <summary>A graph that yields for up to 40 cycles, fails, grows and shrinks, decided by a seed.</summary>
    private sealed class Life
    {
        private readonly SeededRandom _random;
        private readonly List<Probe> _probes = [];

        internal Life(ulong seed)
        {
            _random = new SeededRandom(seed);
            Executor.ChecksInvariants = true;
            for (int i = 0; i < 150; i++) Add();
            for (int i = 0; i < 3; i++) Executor.Yield(_probes[_random.NextInt32(_probes.Count)]);
        }

        internal Executor Executor { get; } = new(new VirtualClock(default), new WheelTimerQueue());

        internal List<string> Log { get; } = [];

        internal void Run(Instant until)
        {
            Executor.Access.Enter();
            while (Executor.RunCycles(until) != CycleOutcome.Idle)
            {
            }

            Executor.Access.Exit();
        }

        private void Add()
        {
            Probe[] alive = [.. _probes.Where(probe => probe.IsAlive)];
            Node[] parents = alive.Length < 5 || _random.Percent(30) ? [] : [alive[_random.NextInt32(alive.Length)]];
            _probes.Add(Executor.Add(new Probe(Log, OnCycle, parents, [])
            {
                Name = $"{_probes.Count}",
                ErrorPolicy = s_policies[_random.NextInt32(2)],
            }));
        }

        private Control OnCycle(ref int value, in CycleContext context)
        {
            value++;
            Log.Add($"in {context.Epoch}");
            int choice = _random.NextInt32(60);
            if (choice < 45 && context.Epoch < 40) Executor.Yield(_probes[_random.NextInt32(_probes.Count)]);
            if (choice is > 44 and < 48) context.Spawn(this, static (_, life) => life.Add());
            if (choice == 48) context.ScheduleAt(context.Now);
            if (choice == 49) context.RequestEffect();
            if (choice == 50) return Control.Sweep;
            return choice is > 50 and < 54 ? throw new InvalidDataException() : Control.Broadcast;
        }
    }
}
