using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The executor against the model on every graph of up to four nodes.</summary>
public sealed class SmallGraphOracleTests
{
    private static readonly Behaviour[] s_all =
    [
        Behaviour.Broadcast, Behaviour.Unchanged, Behaviour.Sweep, Behaviour.Throw, Behaviour.Terminate,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Executor_equals_the_model_on_every_graph_for_every_set_of_woken_and_of_broadcasting_nodes(int nodes)
    {
        int pairs = nodes * (nodes - 1) / 2;
        for (int shape = 0; shape < PowerOfThree(pairs); shape++)
        {
            OracleGraph graph = Build(nodes, shape, static _ => ErrorPolicy.FailFast);
            for (int broadcasting = 0; broadcasting < 1 << nodes; broadcasting++)
            {
                graph.BehaviourOf = key => ((broadcasting >> key) & 1) == 1 ? Behaviour.Broadcast : Behaviour.Unchanged;
                for (int woken = 0; woken < 1 << nodes; woken++)
                    Run(graph, woken, Scene(nodes, shape, broadcasting, woken));
            }

            graph.Executor.AssertInvariants();
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Executor_equals_the_model_on_every_graph_for_every_choice_of_results_and_policies(int nodes)
    {
        int pairs = nodes * (nodes - 1) / 2;
        int choices = (int)Math.Pow(s_all.Length, nodes);
        for (int shape = 0; shape < PowerOfThree(pairs); shape++)
        {
            for (int choice = 0; choice < choices; choice++)
            {
                for (int policies = 0; policies < PowerOfThree(nodes); policies++)
                {
                    if (!DiffersByPolicy(choice, policies, nodes)) continue;
                    for (int woken = 1; woken < 1 << nodes; woken++) RunOnce(nodes, shape, choice, policies, woken);
                }
            }
        }
    }

    [Fact]
    public void Executor_equals_the_model_on_every_graph_of_four_when_one_node_sweeps_another()
    {
        const int Nodes = 4;
        for (int shape = 0; shape < PowerOfThree(6); shape++)
        {
            for (int pair = 0; pair < Nodes * Nodes; pair++)
            {
                for (int woken = 1; woken < 1 << Nodes; woken++)
                {
                    OracleGraph graph = Build(Nodes, shape, static _ => ErrorPolicy.FailFast);
                    (int sweeper, int victim) = (pair / Nodes, pair % Nodes);
                    graph.BehaviourOf = key => key == sweeper ? Behaviour.SweepOther : Behaviour.Broadcast;
                    graph.VictimOf = _ => victim;
                    string Scene() => $"shape {shape}, {sweeper} sweeps {victim}, woken {woken:b}";
                    Run(graph, woken, Scene);
                    graph.BehaviourOf = static _ => Behaviour.Broadcast;
                    Run(graph, (1 << Nodes) - 1, () => $"after {Scene()}");
                }
            }
        }
    }

    private static Func<string> Scene(int nodes, int shape, int broadcasting, int woken) =>
        () => $"{nodes} nodes, shape {shape}, broadcasting {broadcasting:b}, woken {woken:b}";

    private static void RunOnce(int nodes, int shape, int choice, int policies, int woken)
    {
        OracleGraph graph = Build(nodes, shape, key => (ErrorPolicy)Digit(policies, 3, key));
        graph.BehaviourOf = key => s_all[Digit(choice, s_all.Length, key)];
        string Scene() => $"{nodes} nodes, shape {shape}, choice {choice}, policies {policies}, woken {woken:b}";
        Run(graph, woken, Scene);
        if (graph.Executor.IsFaulted) return;
        graph.BehaviourOf = static _ => Behaviour.Broadcast;
        Run(graph, (1 << nodes) - 1, () => $"after {Scene()}");
    }

    /// <summary>A policy matters only to a node that throws; the others keep the first one.</summary>
    private static bool DiffersByPolicy(int choice, int policies, int nodes)
    {
        for (int key = 0; key < nodes; key++)
        {
            bool throws = s_all[Digit(choice, s_all.Length, key)] == Behaviour.Throw;
            if (!throws && Digit(policies, 3, key) != 0) return false;
        }

        return true;
    }

    /// <summary>
    /// Each pair of an earlier and a later node is unconnected, a Trigger or an Observe: a digit of the shape.
    /// </summary>
    private static OracleGraph Build(int nodes, int shape, Func<int, ErrorPolicy> policyOf)
    {
        var graph = new OracleGraph(checksInvariants: false);
        int pair = 0;
        for (int child = 0; child < nodes; child++)
        {
            List<int> triggers = [], observed = [];
            for (int parent = 0; parent < child; parent++)
            {
                int kind = Digit(shape, 3, pair++);
                if (kind == 1) triggers.Add(parent);
                if (kind == 2) observed.Add(parent);
            }

            graph.Add(policyOf(child), triggers, observed);
        }

        return graph;
    }

    /// <summary>
    /// Wakes the nodes of the set, the youngest first, so that the order of events is not that of creation.
    /// </summary>
    private static void Run(OracleGraph graph, int woken, Func<string> scene)
    {
        var keys = new List<int>();
        for (int key = graph.Nodes.Count - 1; key >= 0; key--)
        {
            if (((woken >> key) & 1) == 0) continue;
            keys.Add(key);
            graph.Executor.Yield(graph.Nodes[key]);
        }

        graph.RunCycle(keys, scene);
    }

    private static int Digit(int number, int radix, int place)
    {
        for (; place > 0; place--) number /= radix;
        return number % radix;
    }

    private static int PowerOfThree(int exponent)
    {
        int power = 1;
        for (; exponent > 0; exponent--) power *= 3;
        return power;
    }
}
