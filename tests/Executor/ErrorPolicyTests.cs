using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What becomes of a node that throws in its cycle function, under each policy.</summary>
public sealed class ErrorPolicyTests : ExecutorTest
{
    [Fact]
    public void Hold_puts_the_value_back_and_counts_as_unchanged()
    {
        Probe a = Add("a", cycle: (ref int value, in CycleContext _) => Throw(ref value, 99), policy: ErrorPolicy.Hold);
        Add("child", [a]);

        RunWith(a);

        Assert.Equal(["a"], Log);
        Assert.Equal(0, a.Value);
        Assert.False(Executor.HasMutated(a));
        Assert.True(a.IsAlive);
        Assert.Equal(1, a.Failures);
    }

    [Fact]
    public void Hold_copies_the_value_shallowly()
    {
        Node<(int Count, List<int> Shared)> a = NodeBuilder.Create((Count: 7, Shared: new List<int>()))
            .OnError(ErrorPolicy.Hold)
            .Build(Executor, (ref (int Count, List<int> Shared) state, in CycleContext _) =>
            {
                state.Shared.Add(1);
                state = (8, []);
                throw new InvalidDataException();
            });
        List<int> shared = a.Value.Shared;

        RunWith(a);

        Assert.Equal(7, a.Value.Count);
        Assert.Same(shared, a.Value.Shared);
        Assert.Equal([1], shared);
    }

    [Fact]
    public void Hold_keeps_the_timers_and_yields_of_the_failed_cycle()
    {
        var times = new List<Instant>();
        Probe a = Add("a", policy: ErrorPolicy.Hold, cycle: (ref int _, in CycleContext context) =>
        {
            times.Add(context.Now);
            if (times.Count > 1) return Control.Unchanged;
            context.YieldNow();
            context.ScheduleAfter(TimeSpan.FromSeconds(2));
            throw new InvalidDataException();
        });
        Executor.Yield(a);

        Runtime.AdvanceTo(Testing.At(5));

        Assert.Equal([Testing.At(0), Testing.At(0), Testing.At(2)], times);
    }

    [Fact]
    public void Hold_counts_the_items_of_the_failed_cycle_as_consumed()
    {
        var seen = new List<int>();
        (Node<int> _, Sender<int> sender) = NodeBuilder.Create(0).OnError(ErrorPolicy.Hold).BuildWithChannel<int>(
            Executor,
            capacity: 4,
            (ref int _, ReadOnlySpan<int> items, in CycleContext _) =>
            {
                foreach (int item in items)
                {
                    if (item == 2) throw new InvalidDataException();
                    seen.Add(item);
                }

                return Control.Unchanged;
            });
        sender.TrySend(1);
        sender.TrySend(2);
        sender.TrySend(3);
        Runtime.RunUntilIdle();
        sender.TrySend(4);

        Runtime.RunUntilIdle();

        Assert.Equal([1, 4], seen);
        Assert.Equal(2, Executor.Epoch);
    }

    [Fact]
    public void Hold_isolates_a_failing_branch_and_the_others_go_on()
    {
        TestInput<int> source = Runtime.Input(0);
        Probe[] branches =
        [
            .. Enumerable.Range(0, 3).Select(key => Add(
                $"branch {key}",
                [source.Node],
                (ref int value, in CycleContext _) =>
                    source.Node.Value % 3 == key ? Throw(ref value, -1) : Count(ref value),
                policy: ErrorPolicy.Hold)),
        ];

        for (int value = 0; value < 9; value++) source.Push(value);
        Runtime.RunUntilIdle();

        Assert.Equal([6, 6, 6], branches.Select(branch => branch.Value));
        Assert.Equal([3L, 3L, 3L], branches.Select(branch => branch.Failures));
        Assert.Equal(9, Failures.Count);
    }

    [Fact]
    public void Hold_keeps_the_mutation_of_an_earlier_cycle_and_HasValue()
    {
        var node = Executor.Add(new FailsFirst { ErrorPolicy = ErrorPolicy.Hold });

        RunWith(node);
        Assert.False(node.HasValue);
        RunWith(node);
        Assert.True(node.HasValue);
        RunWith(node);

        Assert.True(node.HasValue);
        Assert.Equal("value", node.Value);
        Assert.Equal(2, node.Failures);
    }

    [Fact]
    public void Sweep_policy_removes_the_node_and_its_descendants_which_do_not_run()
    {
        Probe root = Add("root");
        Probe a = Add(
            "a", [root], (ref int value, in CycleContext _) => Throw(ref value, 5), policy: ErrorPolicy.Sweep);
        Add("child", [root, a]);
        Add("observer", [root], observerOf: [a]);
        Probe other = Add("other", [root]);

        RunWith(root);

        Assert.Equal(["root", "a", "other", "observer:drop", "child:drop", "a:drop"], Log);
        Assert.Equal(2, Executor.NodeCount);
        Assert.Equal(1, other.Value);
        Assert.Equal(1, a.Failures);
        Assert.Single(Failures);
    }

    [Fact]
    public void Failures_counts_every_failure_of_any_hook()
    {
        Probe a = Add(
            "a",
            cycle: (ref int value, in CycleContext context) =>
            {
                context.RequestEffect();
                return ++value > 1 ? throw new InvalidDataException() : Control.Unchanged;
            },
            policy: ErrorPolicy.Hold,
            init: (_, _) => throw new InvalidDataException(),
            effect: () => throw new InvalidDataException(),
            drop: () => throw new InvalidDataException());
        Assert.Equal(1, a.Failures);
        RunWith(a);
        Assert.Equal(2, a.Failures);
        RunWith(a);
        Assert.Equal(3, a.Failures);
        Executor.Sweep(a);
        Runtime.RunCycle();

        Assert.Equal(4, a.Failures);
        Assert.Equal(4, Failures.Count);
        Assert.Equal(
            ["in OnInit", "in its effect", "in its cycle function", "in OnDrop"],
            Failures.Select(failure => failure.Message.Split(" failed ")[1].Split(" in epoch")[0]));
    }

    [Theory]
    [InlineData(ErrorPolicy.Hold)]
    [InlineData(ErrorPolicy.Sweep)]
    public void Failed_node_has_no_effect_of_the_failed_cycle(ErrorPolicy policy)
    {
        Probe before = Add("before", cycle: Ask);
        Probe a = Add("a", policy: policy, cycle: (ref int value, in CycleContext context) =>
        {
            context.RequestEffect();
            return Throw(ref value, 1);
        });
        Probe after = Add("after", cycle: Ask);

        RunWith(before, a, after);

        Assert.Equal(
            ["before:effect", "after:effect"], Log.Where(entry => entry.EndsWith(":effect", StringComparison.Ordinal)));
    }

    private static Control Ask(ref int value, in CycleContext context)
    {
        context.RequestEffect();
        return Control.Unchanged;
    }

    private static Control Throw(ref int value, int first)
    {
        value = first;
        throw new InvalidDataException("out of range");
    }

    private static Control Count(ref int value)
    {
        value++;
        return Control.Broadcast;
    }

    private sealed class FailsFirst : Node<string>
    {
        private int _runs;

        protected override Control OnCycle(in CycleContext context)
        {
            State = "value";
            return ++_runs == 2 ? Control.Broadcast : throw new InvalidDataException();
        }
    }
}
