using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// The same graph twice, in an executor and in the model, and the comparison of both after each cycle.
/// </summary>
internal sealed class OracleGraph
{
    private readonly List<OracleNode> _nodes = [];
    private readonly List<int> _ran = [];
    private readonly bool _checksInvariants;

    internal OracleGraph(bool checksInvariants) => _checksInvariants = checksInvariants;

    internal Executor Executor { get; } = new(
        new VirtualClock(default), new WheelTimerQueue(), new InputDriver(new PoolWorkHost(TimeProvider.System)));

    internal OracleModel Model { get; } = new();

    /// <summary>What each node does in the coming cycle, by key.</summary>
    internal Func<int, Behaviour> BehaviourOf { get; set; } = static _ => Behaviour.Broadcast;

    /// <summary>Which node a node sweeps, by key.</summary>
    internal Func<int, int> VictimOf { get; set; } = static key => key;

    /// <summary>Runs in step five for each node that asked for a spawn.</summary>
    internal Action<int>? Spawned { get; set; }

    internal IReadOnlyList<OracleNode> Nodes => _nodes;

    internal OracleNode Add(ErrorPolicy policy, List<int> triggers, List<int> observed)
    {
        int key = Model.Add(policy, triggers, observed).Key;
        var node = new OracleNode(
            this, key, [.. triggers.Select(parent => _nodes[parent])], [.. observed.Select(parent => _nodes[parent])])
        {
            Name = $"{key}",
            ErrorPolicy = policy,
        };
        _nodes.Add(node);
        return Executor.Add(node);
    }

    /// <summary>
    /// Runs both and compares the nodes that ran, their order, values, mutations and failures, and the nodes that are
    /// left.
    /// </summary>
    /// <param name="woken">The nodes woken by yields and timers, which the caller has requested.</param>
    /// <param name="scene">The script and the place in it, for the failure message.</param>
    internal void RunCycle(ICollection<int> woken, Func<string> scene)
    {
        bool expected = Model.RunCycle(woken, BehaviourOf, VictimOf);
        _ran.Clear();
        Exception? error = null;
        CycleOutcome outcome = CycleOutcome.Idle;
        Executor.Access.Enter();
        try
        {
            outcome = Executor.RunCycle();
        }
        catch (NodeException exception)
        {
            error = exception;
        }
        finally
        {
            Executor.Access.Exit();
        }

        Compare(expected, outcome, error as NodeException, scene);
    }

    private void Compare(bool expected, CycleOutcome outcome, NodeException? error, Func<string> scene)
    {
        string ran = string.Join(",", _ran), modelRan = string.Join(",", Model.Ran);
        Check(ran == modelRan, $"ran {ran}, expected {modelRan}");
        int fatal = error is null ? -1 : int.Parse(error.NodeName!, null);
        Check(fatal == Model.FatalKey, $"failed in {fatal}, expected {Model.FatalKey}");
        CycleOutcome modelOutcome = !expected || fatal >= 0 ? CycleOutcome.Idle
            : Model.Terminated ? CycleOutcome.Terminated : CycleOutcome.Ran;
        Check(outcome == modelOutcome, $"the outcome was {outcome}, expected {modelOutcome}");
        for (int key = 0; key < _nodes.Count; key++)
        {
            (OracleNode node, ModelNode model) = (_nodes[key], Model.Nodes[key]);
            Check(node.IsAlive == model.Alive, $"{key} alive is {node.IsAlive}, expected {model.Alive}");
            Check(node.Value == model.Value, $"{key} has {node.Value}, expected {model.Value}");
            bool mutated = Executor.HasMutated(node);
            Check(!expected || mutated == model.Mutated, $"{key} has mutated is {mutated}, expected {model.Mutated}");
            Check(node.Failures == model.Failures, $"{key} has {node.Failures} failures, expected {model.Failures}");
        }

        if (_checksInvariants) Executor.AssertInvariants();

        void Check(bool condition, string difference)
        {
            if (!condition) Assert.Fail($"{scene()}: {difference}.");
        }
    }

    /// <summary>A node that adds up its parents and follows the behaviour that the graph gives it.</summary>
    internal sealed class OracleNode : Node<long>
    {
        private readonly OracleGraph _graph;
        private readonly int _key;
        private readonly Node<long>[] _parents;
        private int _runs;

        internal OracleNode(OracleGraph graph, int key, OracleNode[] triggers, OracleNode[] observed)
            : base(initial: 0)
        {
            (_graph, _key, _parents) = (graph, key, [.. triggers, .. observed]);
            TriggeredBy(triggers);
            ObserverOf(observed);
        }

        /// <summary>When the next timer is due, after now; for <see cref="Behaviour.Timer"/>.</summary>
        internal TimeSpan TimerDelay { get; set; }

        protected override Control OnCycle(in CycleContext context)
        {
            _graph._ran.Add(_key);
            _runs++;
            State = OracleModel.NextValue(_key, _runs, _parents.Select(parent => parent.Value));
            switch (_graph.BehaviourOf(_key))
            {
                case Behaviour.Unchanged:
                case Behaviour.EverySecond when _runs % 2 == 1:
                    return Control.Unchanged;
                case Behaviour.Terminate:
                    return Control.Terminate;
                case Behaviour.Sweep:
                    return Control.Sweep;
                case Behaviour.Throw:
                    throw new InvalidDataException("told to");
                case Behaviour.SweepOther:
                    context.Sweep(_graph._nodes[_graph.VictimOf(_key)]);
                    break;
                case Behaviour.Yield:
                    context.YieldNow();
                    break;
                case Behaviour.Timer:
                    context.ScheduleAfter(TimerDelay);
                    break;
                case Behaviour.Spawn:
                    context.Spawn((_graph, _key), static (_, asked) => asked._graph.Spawned?.Invoke(asked._key));
                    break;
            }

            return Control.Broadcast;
        }
    }
}
