using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Compares nodes with what they must be, in every cycle in which any of them or one of their sources broadcasts. Is
/// added after them, so that it sees them at the end of the cycle.
/// </summary>
internal sealed class Watch : Node<int>
{
    private readonly List<(string Name, Node Node, Action<decimal> Compare)> _rules = [];
    private readonly Action<Watch> _learn;
    private Instant _now;

    private Watch(Action<Watch> learn) => _learn = learn;

    /// <summary>Adds a watch.</summary>
    /// <param name="executor">Where.</param>
    /// <param name="wakes">Sources that wake it besides the nodes it watches.</param>
    /// <param name="learn">Takes in what the sources have brought, before nodes are compared.</param>
    /// <param name="rules">Says what each node must be.</param>
    internal static Watch Add(Executor executor, Node[] wakes, Action<Watch> learn, Action<Watch> rules)
    {
        var watch = new Watch(learn);
        rules(watch);
        watch.TriggeredBy(wakes);
        watch.TriggeredBy([.. watch._rules.Select(rule => rule.Node)]);
        return executor.Add(watch);
    }

    /// <summary>How many comparisons were made.</summary>
    internal int Comparisons { get; private set; }

    /// <summary>Seconds since the epoch.</summary>
    internal decimal Now => _now.UnixNanoseconds / 1e9m;

    internal bool HasMutated(Node node) => Executor!.HasMutated(node);

    /// <summary>A statistic must be this at every instant, and must broadcast changes only.</summary>
    internal void Is(string name, Node<double?> node, Func<decimal, double?> expected)
    {
        (bool hasOld, double? old) = (false, null);
        Rule(name, node, now =>
        {
            AssertClose(name, expected(now), node.Value);
            if (HasMutated(node)) Assert.False(hasOld && Equals(old, node.Value), $"{name} did not change at {now}.");
            (hasOld, old) = (true, node.Value);
        });
    }

    /// <summary>A quantity that moves must be this at every instant, if it is asked what it is.</summary>
    internal void Moves(string name, MovingNode<double?> node, Func<decimal, double?> expected) =>
        Rule(name, node, now =>
        {
            AssertClose(name, expected(now), node.At(_now));
            if (HasMutated(node)) AssertClose(name, expected(now), node.Value);
        });

    /// <inheritdoc cref="Moves(string, MovingNode{double?}, Func{decimal, double?})"/>
    internal void Moves(string name, MovingNode<double> node, Func<decimal, double?> expected) =>
        Rule(name, node, now =>
        {
            AssertClose(name, expected(now), node.At(_now));
            if (HasMutated(node)) AssertClose(name, expected(now), node.Value);
        });

    /// <summary>A value that can be compared must be this at every instant, and must broadcast changes only.</summary>
    internal void Equals<T>(string name, Node<T> node, Func<decimal, T> expected)
    {
        (bool hasOld, T? old) = (false, default);
        Rule(name, node, now =>
        {
            T value = expected(now);
            Assert.True(Equals(value, node.Value), $"{name} is {node.Value} at {now} and must be {value}.");
            if (HasMutated(node)) Assert.False(hasOld && Equals(old, node.Value), $"{name} did not change at {now}.");
            (hasOld, old) = (true, node.Value);
        });
    }

    protected override Control OnCycle(in CycleContext context)
    {
        _now = context.Now;
        _learn(this);
        foreach ((_, Node node, Action<decimal> compare) in _rules)
        {
            if (!node.HasAnyValue) continue;
            compare(Now);
            Comparisons++;
        }

        return Control.Unchanged;
    }

    private void Rule(string name, Node node, Action<decimal> compare) => _rules.Add((name, node, compare));

    private void AssertClose(string name, double? expected, double? actual)
    {
        bool agrees = expected is { } value && actual is { } found
            ? Math.Abs(value - found) <= 1e-9 * Math.Max(1, Math.Abs(value))
            : expected.HasValue == actual.HasValue;
        Assert.True(agrees, $"{name} is {Text(actual)} at {_now} and must be {Text(expected)}.");
    }

    private static string Text(double? value) => value is { } number ? $"{number:R}" : "none";
}
