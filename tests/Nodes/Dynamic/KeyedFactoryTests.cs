using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Subgraphs that are built once for each key and shared.</summary>
public sealed class KeyedFactoryTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly TestInput<int> _source;
    private readonly KeyedFactory<int, Node<int>> _products;
    private readonly List<string> _log = [];

    public KeyedFactoryTests()
    {
        _source = _runtime.Input(initial: 1, name: "source");
        _products = Executor.CreateKeyedFactory<int, Node<int>>(BuildProduct);
    }

    private Executor Executor => _runtime.Executor;

    [Fact]
    public void Subgraph_is_built_for_the_first_request_of_its_key_and_shared_afterwards()
    {
        Node<int> five = _products.Get(5), seven = _products.Get(7);
        Assert.Same(five, _products.Get(5));
        _runtime.RunUntilIdle();

        Assert.Equal(["build 5", "build 7"], _log);
        Assert.Equal((5, 7), (five.Value, seven.Value));
        Assert.Equal(2, _products.Count);
        Assert.True(_products.TryGet(7, out Node<int>? found));
        Assert.Same(seven, found);
        Assert.False(_products.TryGet(9, out _));
    }

    [Fact]
    public void Removal_takes_the_subgraph_and_all_its_descendants_and_drops_each_node_once()
    {
        int before = Executor.NodeCount;
        Node<int> five = _products.Get(5);
        Node<int> reader = five.Select(value => -value);
        _runtime.RunUntilIdle();

        Assert.True(_products.Remove(5));
        _source.Push(3);
        _runtime.RunUntilIdle();

        Assert.Equal(["build 5", "drop 5"], _log);
        Assert.False(reader.IsAlive);
        Assert.Equal((5, -5), (five.Value, reader.Value));
        Assert.Equal(before, Executor.NodeCount);
        Assert.Equal(0, _products.Count);
        Assert.False(_products.Remove(5));
    }

    [Fact]
    public void Key_added_removed_and_added_in_successive_cycles_starts_fresh()
    {
        KeyedFactory<string, Node<int>> sums = Executor.CreateKeyedFactory<string, Node<int>>(
            (_, _) => _source.Node.Scan(0, static (total, item) => total + item));
        Node<int> first = sums.Get("a");
        _runtime.RunUntilIdle();
        _source.Push(10);
        _runtime.RunUntilIdle();
        Assert.Equal(11, first.Value);

        sums.Remove("a");
        _runtime.RunUntilIdle();
        Node<int> second = sums.Get("a");
        _source.Push(20);
        _runtime.RunUntilIdle();

        Assert.NotSame(first, second);
        Assert.Equal((11, 20), (first.Value, second.Value));
    }

    [Fact]
    public void Key_removed_and_asked_for_between_two_cycles_is_built_anew()
    {
        Node<int> first = _products.Get(5);
        _products.Remove(5);
        Node<int> second = _products.Get(5);
        Executor.Sweep(second);
        Node<int> third = _products.Get(5);
        _runtime.RunUntilIdle();

        Assert.Equal([false, false, true], [first.IsAlive, second.IsAlive, third.IsAlive]);
        Assert.Equal(["build 5", "drop 5", "build 5", "drop 5", "build 5"], _log);
        Assert.Equal(4, Executor.NodeCount);
    }

    [Fact]
    public void Asking_inside_the_cycle_that_removes_the_key_is_refused_and_its_spawn_builds_anew()
    {
        Node<int> first = _products.Get(5);
        _runtime.RunUntilIdle();
        string refusal = "";
        bool found = true;
        InCycle(() =>
        {
            _products.Remove(5);
            refusal = Assert.Throws<InvalidOperationException>(() => _products.Get(5)).Message;
            found = _products.TryGet(5, out _) || _products.Remove(5);
            _products.Spawn(5);
        });

        Assert.Contains("key '5'", refusal, StringComparison.Ordinal);
        Assert.False(found);
        Assert.Equal(["build 5", "drop 5", "build 5"], _log);
        Assert.True(_products.TryGet(5, out Node<int>? second));
        Assert.NotSame(first, second);
    }

    [Fact]
    public void Key_is_built_from_inside_a_cycle_by_a_spawn_and_runs_from_the_next_cycle_on()
    {
        string refusal = "";
        InCycle(() =>
        {
            refusal = Assert.Throws<InvalidOperationException>(() => _products.Get(8)).Message;
            _products.Spawn(8);
            _products.Spawn(6);
            _products.Spawn(8);
        });

        Assert.Contains("key '8'", refusal, StringComparison.Ordinal);
        Assert.Equal(["build 8", "build 6"], _log);
        Assert.True(_products.TryGet(8, out Node<int>? eight));
        Assert.False(eight.HasValue);
        _runtime.RunCycle();
        Assert.Equal(8 * 4, eight.Value);
    }

    [Fact]
    public void Existing_key_can_be_had_inside_a_cycle()
    {
        Node<int> five = _products.Get(5);
        Node<int>? got = null;

        InCycle(() => got = _products.Get(5));

        Assert.Same(five, got);
    }

    [Fact]
    public void Subgraph_leaves_as_a_whole_when_the_node_that_callers_get_is_swept()
    {
        int before = Executor.NodeCount;
        Node<int> five = _products.Get(5);
        _runtime.RunUntilIdle();

        Executor.Sweep(five);
        _runtime.RunUntilIdle();

        Assert.Equal(["build 5", "drop 5"], _log);
        Assert.Equal(before, Executor.NodeCount);
        Assert.Equal(0, _products.Count);
    }

    [Fact]
    public void Subgraph_is_forgotten_when_its_source_leaves()
    {
        _products.Get(5);
        Executor.Sweep(_source.Node);
        _runtime.RunUntilIdle();

        Assert.Equal((0, 0), (Executor.NodeCount, _products.Count));
    }

    [Fact]
    public void Subgraph_of_another_key_that_a_build_asked_for_stays_when_the_first_leaves()
    {
        KeyedFactory<int, Node<int>> sums = Executor.CreateKeyedFactory<int, Node<int>>(
            (_, key) => _products.Get(key).Select(value => value + 1));
        Node<int> six = sums.Get(5);
        _runtime.RunUntilIdle();
        Assert.Equal(6, six.Value);

        sums.Remove(5);
        _runtime.RunUntilIdle();
        Assert.True(_products.TryGet(5, out _));
        Assert.Equal(0, sums.Count);

        Node<int> again = sums.Get(5);
        _products.Remove(5);
        _runtime.RunUntilIdle();
        Assert.False(again.IsAlive);
        Assert.Equal((0, 0, 1), (sums.Count, _products.Count, Executor.NodeCount));
    }

    [Fact]
    public void Node_that_the_build_did_not_add_is_not_removed_with_the_key()
    {
        KeyedFactory<int, Node<int>> same = Executor.CreateKeyedFactory<int, Node<int>>((_, _) => _source.Node);
        Assert.Same(_source.Node, same.Get(1));

        Assert.True(same.Remove(1));
        _runtime.RunUntilIdle();

        Assert.True(_source.Node.IsAlive);
        Assert.Equal((0, 1), (same.Count, Executor.NodeCount));
    }

    [Fact]
    public void Build_that_throws_leaves_nothing_behind_and_is_tried_again()
    {
        bool fails = true;
        KeyedFactory<int, Node<int>> factory = Executor.CreateKeyedFactory<int, Node<int>>((_, _) =>
        {
            Node<int> node = _source.Node.Select(value => value);
            return fails ? throw new FormatException("no such sensor") : node;
        });

        Assert.Throws<FormatException>(() => factory.Get(1));
        _runtime.RunUntilIdle();
        Assert.Equal((0, 1), (factory.Count, Executor.NodeCount));

        fails = false;
        Assert.True(factory.Get(1).IsAlive);
    }

    [Fact]
    public void Build_that_throws_in_a_spawn_is_the_failure_of_the_node_that_spawned_it()
    {
        KeyedFactory<int, Node<int>> factory = Executor.CreateKeyedFactory<int, Node<int>>((_, _) =>
        {
            _source.Node.Select(value => value);
            throw new FormatException("no such sensor");
        });
        Node<int> asker = NodeBuilder.Create(0).TriggeredBy(_source.Node).OnError(ErrorPolicy.Hold).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                factory.Spawn(1);
                return Control.Unchanged;
            });

        _source.Push(2);
        _runtime.RunUntilIdle();

        Assert.Equal(1, asker.Failures);
        Assert.Equal((0, 2), (factory.Count, Executor.NodeCount));
    }

    [Fact]
    public void Build_that_returns_null_or_asks_for_its_own_key_is_refused()
    {
        KeyedFactory<int, Node<int>> nulls = Executor.CreateKeyedFactory<int, Node<int>>((_, _) => null!);
        KeyedFactory<int, Node<int>>? circular = null;
        circular = Executor.CreateKeyedFactory<int, Node<int>>((_, key) => circular!.Get(key));

        var missing = Assert.Throws<InvalidOperationException>(() => nulls.Get(3));
        var own = Assert.Throws<InvalidOperationException>(() => circular.Get(4));

        Assert.Contains("key '3' returned null", missing.Message, StringComparison.Ordinal);
        Assert.Contains("key '4' asks for the same key", own.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (nulls.Count, circular.Count));
    }

    [Fact]
    public void Two_keys_replaced_in_one_cycle_are_dropped_and_built_once_each()
    {
        _products.Get(1);
        _products.Get(2);
        _runtime.RunUntilIdle();

        InCycle(() =>
        {
            _products.Remove(1);
            _products.Remove(2);
            _products.Spawn(3);
            _products.Spawn(4);
        });
        _runtime.RunUntilIdle();

        Assert.Equal(["build 1", "build 2", "drop 2", "drop 1", "build 3", "build 4"], _log);
        Assert.Equal(2, _products.Count);
    }

    [Fact]
    public void Hundred_thousand_keys_come_and_go_without_a_trace()
    {
        Executor.ChecksInvariants = false;
        KeyedFactory<int, Node<int>> factory = Executor.CreateKeyedFactory<int, Node<int>>(
            (_, key) => _source.Node.Select(value => value).Select(value => value * key));

        for (int key = 0; key < 100_000; key++)
        {
            Node<int> product = factory.Get(key);
            Assert.InRange(Executor.NodeCount, 4, 5);
            if (key % 2 == 0) factory.Remove(key);
            else Executor.Sweep(product);
            if (key % 1000 == 999) _runtime.RunUntilIdle();
        }

        _runtime.RunUntilIdle();
        Executor.AssertInvariants();
        Assert.Equal((0, 1), (factory.Count, Executor.NodeCount));
    }

    [Fact]
    public void Disposed_and_faulted_runtimes_drop_every_subgraph_without_a_failure()
    {
        Node<int> five = _products.Get(5);
        int failures = 0;
        Executor.NodeFailed += _ => failures++;
        NodeBuilder.Create(0).TriggeredBy(_source.Node).Build(
            Executor, (ref int _, in CycleContext _) => throw new FormatException());
        _source.Push(1);
        Assert.Throws<NodeException>(() => _runtime.RunUntilIdle());

        _runtime.Dispose();

        Assert.Equal(1, failures);
        Assert.False(five.IsAlive);
        Assert.Equal(0, _products.Count);
        Assert.Equal(["build 5", "drop 5"], _log);
    }

    /// <summary>Three nodes, of which only the last descends from all others.</summary>
    private Node<int> BuildProduct(Executor executor, int key)
    {
        _log.Add($"build {key}");
        Node<int> factor = NodeBuilder.Create(key)
            .OnDrop(factor => _log.Add($"drop {factor}"))
            .Build(executor, (ref int _, in CycleContext _) => Control.Unchanged);
        return _source.Node.Combine(factor, static (value, factor) => value * factor);
    }

    /// <summary>Does something inside a cycle, once, and runs until idle.</summary>
    private void InCycle(Action action)
    {
        bool done = false;
        NodeBuilder.Create(0).TriggeredBy(_source.Node).Build(
            Executor,
            (ref int _, in CycleContext _) =>
            {
                if (!done) action();
                done = true;
                return Control.Unchanged;
            });
        _source.Push(4);
        _runtime.RunCycle();
    }
}
