using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Work that must see a finished cycle: when it runs, in which order, and what its failure does.</summary>
public sealed class EffectTests : ExecutorTest
{
    [Fact]
    public void Effects_run_after_all_nodes_in_creation_order_of_the_nodes_that_requested_them()
    {
        Probe a = Add("a", cycle: Ask);
        Probe b = Add("b");
        Add("c", [b], Ask);

        RunWith(b, a);

        Assert.Equal(["a", "b", "c", "a:effect", "c:effect"], Log);
    }

    [Fact]
    public void Effect_sees_the_finished_cycle()
    {
        int seen = -1;
        bool mutated = false;
        Probe? later = null;
        Probe a = Add("a", cycle: Ask, effect: () => (seen, mutated) = (later!.Value, Executor.HasMutated(later)));
        later = Add("later");

        RunWith(a, later);

        Assert.Equal(1, seen);
        Assert.True(mutated);
    }

    [Fact]
    public void Effect_requested_twice_in_a_cycle_runs_once_and_not_again_in_the_next()
    {
        Probe a = Add("a", cycle: (ref int value, in CycleContext context) =>
        {
            if (value++ == 0)
            {
                context.RequestEffect();
                context.RequestEffect();
                context.YieldNow();
            }

            return Control.Unchanged;
        });
        Executor.Yield(a);

        Runtime.RunUntilIdle();

        Assert.Equal(["a", "a:effect", "a"], Log);
    }

    [Fact]
    public void Effect_of_a_node_doomed_later_in_the_cycle_still_runs_because_the_cycle_did_finish()
    {
        Probe a = Add("a", cycle: Ask);
        Probe killer = Add("killer", cycle: (ref int _, in CycleContext context) =>
        {
            context.Sweep(a);
            return Control.Unchanged;
        });

        RunWith(a, killer);

        Assert.Equal(["a", "killer", "a:effect", "a:drop"], Log);
    }

    [Fact]
    public void Effect_requested_together_with_Sweep_or_Terminate_runs()
    {
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) => Ask(context, Control.Sweep));
        Probe b = Add("b", cycle: (ref int _, in CycleContext context) => Ask(context, Control.Terminate));

        RunWith(a, b);

        Assert.Equal(["a", "b", "a:effect", "b:effect", "a:drop"], Log);
    }

    [Theory]
    [InlineData(ErrorPolicy.Hold)]
    [InlineData(ErrorPolicy.Sweep)]
    public void Effect_that_throws_belongs_to_its_node_and_the_others_run(ErrorPolicy policy)
    {
        Probe a = Add("a", cycle: Ask, policy: policy, effect: () => throw new InvalidDataException("printer on fire"));
        Probe child = Add("child", observerOf: [a]);
        Probe b = Add("b", cycle: Ask);

        RunWith(a, b);

        string[] removals = policy == ErrorPolicy.Sweep ? ["child:drop", "a:drop"] : [];
        Assert.Equal(["a", "b", "a:effect", "b:effect", .. removals], Log);
        NodeException failure = Assert.Single(Failures);
        Assert.Equal((a.Id, 1L), (failure.NodeId, a.Failures));
        Assert.Contains(
            "failed in its effect in epoch 1 at 1970-01-01T00:00:00Z: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(policy == ErrorPolicy.Hold, child.IsAlive);
    }

    [Fact]
    public void Effect_that_throws_under_FailFast_ends_the_run_and_the_later_effects_do_not_run()
    {
        Probe a = Add("a", cycle: Ask);
        Probe b = Add("b", cycle: Ask, effect: () => throw new InvalidDataException());
        Probe c = Add("c", cycle: Ask);

        var error = Assert.Throws<NodeException>(() => RunWith(a, b, c));

        Assert.Equal(["a", "b", "c", "a:effect", "b:effect"], Log);
        Assert.Equal(b.Id, error.NodeId);
        Assert.Same(error, Assert.Single(Failures));
        Assert.Same(error, Assert.Throws<NodeException>(() => Runtime.RunCycle()));
        Executor.AssertInvariants();
    }

    [Fact]
    public void Effect_may_yield_schedule_spawn_and_sweep()
    {
        Probe victim = Add("victim");
        Probe? a = null;
        a = Add("a", cycle: Ask, effect: () =>
        {
            if (a!.Value > 0) return;
            Executor.Yield(victim);
            Executor.ScheduleAt(a, Testing.At(1));
            Executor.Spawn(_ => Add("spawned"));
            Executor.Sweep(victim);
        });
        Executor.Yield(a);

        Assert.True(Runtime.RunCycle());
        Assert.Equal(["a", "a:effect", "victim:drop"], TakeLog());
        Assert.Equal(2, Executor.NodeCount);
        Assert.False(Runtime.RunCycle());

        Assert.Equal(Testing.At(1), Executor.NextTimer);
    }

    [Fact]
    public void Effects_of_several_nodes_run_also_where_nothing_else_is_to_do_after_the_nodes()
    {
        Executor.ChecksInvariants = false;
        Probe a = Add("a", cycle: Ask), b = Add("b", cycle: Ask);

        RunWith(a, b);

        Assert.Equal(["a", "b", "a:effect", "b:effect"], Log);
    }

    private static Control Ask(ref int value, in CycleContext context) => Ask(context, Control.Unchanged);

    private static Control Ask(in CycleContext context, Control control)
    {
        context.RequestEffect();
        return control;
    }
}
