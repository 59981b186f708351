namespace Spaxiom.Graph.Tests;

/// <summary>
/// A graph under a load that varies, for saving and loading every kind of node in the middle of its work.
/// </summary>
internal sealed class StateBench
{
    /// <summary>A length of time that some inputs meet exactly.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMilliseconds(5);

    private readonly TestRuntime _runtime;
    private Sender<int>? _sender;

    internal StateBench(TestRuntime runtime)
    {
        _runtime = runtime;
        Number = runtime.AddInput("number", initial: 0);
        Sparse = runtime.AddInput("sparse", initial: 0);
        Real = runtime.AddInput("real", initial: 0.0);
        Optional = runtime.AddInput<double?>("optional", initial: null);
        Flag = runtime.AddInput("flag", initial: false);
        Other = runtime.AddInput("other", initial: false);
        Burst = runtime.AddBurstInput<int>("burst");
    }

    internal Executor Executor => _runtime.Executor;

    internal Runtime Runtime => _runtime;

    /// <summary>What effects and watchers have seen.</summary>
    internal List<string> Log { get; } = [];

    /// <summary>Another number in every step.</summary>
    internal Input<int> Number { get; }

    /// <summary>A number in every third step.</summary>
    internal Input<int> Sparse { get; }

    /// <summary>A number in quarters that goes up and down.</summary>
    internal Input<double> Real { get; }

    /// <summary>A number in most steps, and none in the others.</summary>
    internal Input<double?> Optional { get; }

    /// <summary>Flips in every second step.</summary>
    internal Input<bool> Flag { get; }

    /// <summary>Flips in every fifth step.</summary>
    internal Input<bool> Other { get; }

    /// <summary>None to four items a step, some of them equal.</summary>
    internal BurstInput<int> Burst { get; }

    /// <summary>
    /// Steps at uneven distances: some at one instant, some as far apart as <see cref="Window"/>, and a long wait.
    /// </summary>
    internal static (double At, Action<StateBench> Act)[] Script
    {
        get
        {
            int[] waitsMs = [0, 1, 5, 2, 3, 0, 0, 7, 5, 5, 1, 1, 30, 2, 4, 1];
            var script = new (double At, Action<StateBench> Act)[waitsMs.Length];
            double at = 0;
            for (int i = 0; i < waitsMs.Length; i++)
            {
                int step = i;
                at += waitsMs[i] / 1000.0;
                script[i] = (at, bench => bench.Act(step));
            }

            return script;
        }
    }

    /// <summary>Checks that a node, and all it was built on, goes on as if it had never been saved.</summary>
    internal static void Check(Func<StateBench, Node> build) => new RoundTrip<StateBench>(
        runtime =>
        {
            var bench = new StateBench(runtime);
            bench.Watch(build(bench));
            return bench;
        },
        bench => bench.Log,
        Script).Check();

    /// <summary>Logs when a node broadcasts.</summary>
    internal void Watch(Node node) => NodeBuilder.Create(false).TriggeredBy(node).Build(
        Executor,
        (ref bool _, in CycleContext context) =>
        {
            Log.Add($"{context.Epoch} {context.Now}");
            return Control.Unchanged;
        });

    /// <summary>Lets a channel's sender send two items in every other step.</summary>
    internal Node Feed(Node node, Sender<int> sender)
    {
        _sender = sender;
        return node;
    }

    private void Act(int step)
    {
        _runtime.Push(Number, step * 3 % 7);
        if (step % 3 == 0) _runtime.Push(Sparse, step);
        _runtime.Push(Real, Math.Abs((step % 8) - 4) / 4.0);
        _runtime.Push(Optional, step % 4 == 1 ? null : step * 5 % 11);
        if (step % 2 == 0) _runtime.Push(Flag, step % 4 == 0);
        if (step % 5 == 0) _runtime.Push(Other, step % 10 == 0);
        for (int i = 0; i < step * 3 % 5; i++) _runtime.Push(Burst, (step + i) / 2);
        if (_sender is null || step % 2 == 0) return;
        _sender.TrySend(step);
        _sender.TrySend(step + 1);
    }
}
