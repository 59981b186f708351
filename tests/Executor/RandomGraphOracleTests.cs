using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// The executor against the model on random graphs of 20 to 60 nodes over 50 cycles, with nodes coming and going,
/// failing, yielding, setting timers and terminating. A failure names its seed, which <c>Replay</c> repeats.
/// </summary>
public sealed class RandomGraphOracleTests
{
    private const int Cycles = 50;

    private static readonly Behaviour[] s_behaviours =
    [
        Behaviour.Broadcast, Behaviour.Broadcast, Behaviour.Broadcast, Behaviour.Broadcast, Behaviour.EverySecond,
        Behaviour.EverySecond, Behaviour.Unchanged, Behaviour.Throw, Behaviour.Yield, Behaviour.Timer, Behaviour.Spawn,
    ];

    [Fact]
    public void Executor_equals_the_model_on_five_hundred_random_graphs()
    {
        long[] runs = new long[3];
        for (ulong seed = 1; seed <= 500; seed++) Replay(seed, runs);

        Assert.All(runs, count => Assert.True(count > 500, "The scripts no longer exercise every kind of change."));
    }

    /// <summary>Runs the script of one seed, and counts the nodes run, removed and failed.</summary>
    private static void Replay(ulong seed, long[] counts)
    {
        Script script = new(seed);
        for (int cycle = 1; cycle <= Cycles && !script.HasFailed; cycle++) script.RunCycle(cycle);
        foreach (ModelNode node in script.Model.Nodes)
        {
            counts[0] += node.Runs;
            counts[1] += node.Alive ? 0 : 1;
            counts[2] += node.Failures;
        }
    }

    /// <summary>One random life of a graph.</summary>
    private sealed class Script
    {
        private readonly ulong _seed;
        private readonly SeededRandom _random;
        private readonly OracleGraph _graph = new(checksInvariants: true);
        private readonly List<(int Cycle, int Key)> _timers = []; // due in that cycle at the latest
        private readonly List<int> _yields = [];
        private Behaviour[] _plan = [];
        private int[] _victims = [];

        internal Script(ulong seed)
        {
            (_seed, _random) = (seed, new SeededRandom(seed));
            int nodes = 20 + _random.NextInt32(41);
            for (int i = 0; i < nodes; i++) AddRandomNode();
            _graph.BehaviourOf = key => _plan[key];
            _graph.VictimOf = key => _victims[key];
            _graph.Spawned = _ => AddRandomNode();
        }

        internal OracleModel Model => _graph.Model;

        internal bool HasFailed => _graph.Executor.IsFaulted;

        internal void RunCycle(int cycle)
        {
            _graph.Executor.Now = Testing.At(cycle);
            Plan();
            List<int> woken = [.. _yields, .. _timers.Where(timer => timer.Cycle <= cycle).Select(timer => timer.Key)];
            _yields.Clear();
            _timers.RemoveAll(timer => timer.Cycle <= cycle);
            ChangeBetweenCycles(cycle, woken);

            _graph.RunCycle(woken, () => $"Seed {_seed}, cycle {cycle}");
            NoteWhatWasAsked(cycle);
        }

        /// <summary>Decides what each node will do in this cycle, should it run.</summary>
        private void Plan()
        {
            int count = _graph.Nodes.Count;
            _plan = [.. Enumerable.Range(0, count).Select(PlanFor)];
            _victims = [.. Enumerable.Range(0, count).Select(_ => _random.NextInt32(count))];
            foreach (OracleGraph.OracleNode node in _graph.Nodes)
                node.TimerDelay = TimeSpan.FromSeconds(_random.NextInt32(6));
        }

        private Behaviour PlanFor(int key)
        {
            if (_random.Percent(1)) return Behaviour.Sweep;
            if (_random.Percent(1)) return Behaviour.SweepOther;
            if (_random.Percent(1)) return Behaviour.Terminate;
            Behaviour behaviour = s_behaviours[_random.NextInt32(s_behaviours.Length)];
            bool fatal = behaviour == Behaviour.Throw && Model.Nodes[key].Policy == ErrorPolicy.FailFast;
            return fatal && !_random.Percent(2) ? Behaviour.Broadcast : behaviour;
        }

        private void ChangeBetweenCycles(int cycle, List<int> woken)
        {
            List<int> removed = [];
            for (int i = _random.NextInt32(4); i > 0; i--)
            {
                int key = _random.NextInt32(_graph.Nodes.Count);
                woken.Add(key);
                if (_random.Percent(50)) _graph.Executor.Yield(_graph.Nodes[key]);
                else _graph.Executor.ScheduleAt(_graph.Nodes[key], Testing.At(cycle - _random.NextInt32(3)));
            }

            if (_random.Percent(10))
            {
                int key = _random.NextInt32(_graph.Nodes.Count);
                removed.Add(key);
                _graph.Executor.Sweep(_graph.Nodes[key]);
            }

            // Nodes are added before the removal is done, below nodes that are about to leave too.
            for (int i = _random.NextInt32(3); i > 0; i--) AddRandomNode();
            _plan = [.. _plan, .. Enumerable.Repeat(Behaviour.Broadcast, _graph.Nodes.Count - _plan.Length)];
            _victims = [.. _victims, .. Enumerable.Repeat(0, _graph.Nodes.Count - _victims.Length)];
            Model.Remove(removed);
        }

        /// <summary>The timers and spawns that the nodes which ran have asked for, failed ones included.</summary>
        private void NoteWhatWasAsked(int cycle)
        {
            _yields.AddRange(Model.Yielded);
            foreach (int key in Model.Ran.Where(key => _plan[key] == Behaviour.Timer))
                _timers.Add((Math.Max(cycle + 1, cycle + (int)_graph.Nodes[key].TimerDelay.TotalSeconds), key));
        }

        private void AddRandomNode()
        {
            List<int> alive = [.. Model.Nodes.Where(node => _graph.Nodes[node.Key].IsAlive).Select(node => node.Key)];
            _random.Shuffle(alive);
            int parents = Math.Min(alive.Count, _random.NextInt32(5));
            int triggers = parents == 0 ? 0 : _random.NextInt32(parents + 1);
            _graph.Add((ErrorPolicy)_random.NextInt32(3), alive[..triggers], alive[triggers..parents]);
        }
    }
}
