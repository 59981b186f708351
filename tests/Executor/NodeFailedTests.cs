using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>When failures are raised, how often, and what handlers may do.</summary>
public sealed class NodeFailedTests : ExecutorTest
{
    [Fact]
    public void NodeFailed_is_raised_in_step_three_before_the_effects_and_in_the_order_of_failures()
    {
        Executor.NodeFailed += failure => Log.Add($"{failure.NodeName}:failed");
        Probe a = Add("a", cycle: Fail, policy: ErrorPolicy.Hold);
        Probe b = Add("b", cycle: Ask);
        Probe c = Add("c", cycle: Fail, policy: ErrorPolicy.Sweep);

        RunWith(c, b, a);

        Assert.Equal(["a", "b", "c", "a:failed", "c:failed", "b:effect", "c:drop"], Log);
    }

    [Fact]
    public void NodeFailed_of_an_effect_is_raised_in_step_three_before_the_removals()
    {
        Executor.NodeFailed += failure => Log.Add($"{failure.NodeName}:failed");
        Probe a = Add("a", cycle: Ask, policy: ErrorPolicy.Hold, effect: () => throw new InvalidDataException());
        Probe b = Add("b", cycle: (ref int _, in CycleContext _) => Control.Sweep);

        RunWith(a, b);

        Assert.Equal(["a", "b", "a:effect", "a:failed", "b:drop"], Log);
    }

    [Fact]
    public void NodeFailed_is_raised_before_a_fail_fast_run_throws()
    {
        bool threw = false;
        var order = new List<string>();
        Executor.NodeFailed += _ => order.Add($"raised, threw: {threw}");
        Probe a = Add("a", cycle: Fail);

        try
        {
            RunWith(a);
        }
        catch (NodeException)
        {
            threw = true;
        }

        Assert.True(threw);
        Assert.Equal(["raised, threw: False"], order);
    }

    [Fact]
    public void NodeFailed_is_raised_in_the_cycle_of_the_failure_also_when_no_node_needs_its_last_steps()
    {
        var runtime = new TestRuntime(); // unchecked: a check after every cycle would ask for them
        var failures = new List<NodeException>();
        runtime.Executor.NodeFailed += failures.Add;
        Node<int> a = NodeBuilder.Create(0).OnError(ErrorPolicy.Hold).Build(runtime.Executor, Fail);
        runtime.Executor.Yield(a);

        runtime.RunCycle();

        Assert.Equal(a.Id, Assert.Single(failures).NodeId);
    }

    [Theory]
    [InlineData(ErrorPolicy.Hold, "Its value is as it was before (policy Hold).")]
    [InlineData(ErrorPolicy.Sweep, "It and its descendants are removed (policy Sweep).")]
    public void NodeFailed_says_what_became_of_the_node(ErrorPolicy policy, string consequence)
    {
        RunWith(Add("a", cycle: Fail, policy: policy));

        Assert.Equal(
            "node 'a' (#0.1) failed in its cycle function in epoch 1 at 1970-01-01T00:00:00Z, woken by an input, a "
            + $"timer or a yield: InvalidDataException: out of range {consequence}",
            Assert.Single(Failures).Message);
    }

    [Fact]
    public void NodeFailed_calls_every_handler_for_every_failure()
    {
        var second = new List<NodeException>();
        Executor.NodeFailed += second.Add;
        Probe a = Add("a", cycle: Fail, policy: ErrorPolicy.Hold), b = Add("b", cycle: Fail, policy: ErrorPolicy.Hold);

        RunWith(a, b);

        Assert.Equal(["a", "b"], Failures.Select(failure => failure.NodeName));
        Assert.Equal(Failures, second);
    }

    [Fact]
    public void NodeFailed_handler_that_throws_faults_the_executor_after_the_other_reports()
    {
        Executor.NodeFailed += failure => throw new FormatException($"handler of {failure.NodeName}");
        var third = new List<NodeException>();
        Executor.NodeFailed += third.Add;
        Probe a = Add("a", cycle: Fail, policy: ErrorPolicy.Hold), b = Add("b", cycle: Fail, policy: ErrorPolicy.Hold);
        Probe c = Add("c", cycle: Ask);

        var error = Assert.Throws<InvalidOperationException>(() => RunWith(a, b, c));

        Assert.Equal(
            "A handler of Executor.NodeFailed threw FormatException: handler of a The executor stays faulted. "
            + "Handlers must not throw.",
            error.Message);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal(2, third.Count);
        Assert.Equal(["a", "b", "c"], Log);
        Assert.Same(error, Assert.Throws<InvalidOperationException>(() => Executor.Yield(a)));
        Executor.AssertInvariants();
    }

    [Fact]
    public void NodeFailed_handler_may_use_the_verbs_of_the_cycle()
    {
        Probe a = Add("a", cycle: Fail, policy: ErrorPolicy.Hold);
        Probe dependent = Add("dependent", observerOf: [a]);
        Executor.NodeFailed += failure =>
        {
            Executor.Sweep(dependent);
            Executor.Spawn(_ => Add("replacement", init: (executor, node) => executor.Yield(node)));
        };

        RunWith(a);
        Assert.Equal(["a", "dependent:drop"], TakeLog());
        Runtime.RunCycle();

        Assert.Equal(["replacement"], Log);
    }

    [Fact]
    public void NodeFailed_handler_that_uses_a_verb_after_a_fatal_failure_gets_that_error_and_the_run_throws_it()
    {
        var seen = new List<Exception>();
        Probe a = Add("a", cycle: Fail);
        Executor.NodeFailed += failure =>
        {
            seen.Add(failure);
            Executor.Yield(a);
        };

        var error = Assert.Throws<NodeException>(() => RunWith(a));

        Assert.Equal([error], seen);
        Assert.Same(error, Assert.Throws<NodeException>(() => Executor.Yield(a)));
    }

    [Fact]
    public void Failure_caused_by_a_handler_is_raised_once_too()
    {
        bool first = true;
        Executor.NodeFailed += _ =>
        {
            if (!first) return;
            first = false;
            Add("b", policy: ErrorPolicy.Hold, init: (_, _) => throw new InvalidDataException());
        };

        Add("a", policy: ErrorPolicy.Hold, init: (_, _) => throw new InvalidDataException());

        Assert.Equal(["a", "b"], Failures.Select(failure => failure.NodeName));
    }

    [Fact]
    public void Failure_without_a_handler_is_counted_and_harmless()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Node<int> a = NodeBuilder.Create(0).OnError(ErrorPolicy.Hold).Build(runtime.Executor, Fail);
        runtime.Executor.Yield(a);

        Assert.True(runtime.RunCycle());

        Assert.Equal(1, a.Failures);
    }

    [Fact]
    public void Failure_left_unreported_by_a_spawn_that_ends_the_run_is_raised_before_it()
    {
        Probe a = Add("a", drop: () => throw new InvalidDataException());
        Executor.Sweep(a);
        Executor.Spawn(_ => throw new FormatException());

        Assert.Throws<FormatException>(() => Runtime.RunCycle());

        Assert.Equal("a", Assert.Single(Failures).NodeName);
    }

    [Fact]
    public void Source_that_cannot_be_closed_is_reported_and_the_removal_goes_on()
    {
        Probe a = Add("a"), b = Add("b", [a]);
        InputPipe pipe = Executor.AttachPipe(b, () => new StuckStream());
        Runtime.RunUntil(() => pipe.IsCompleted);
        TakeLog();
        Executor.Sweep(a);

        Runtime.RunCycle();

        Assert.Equal(["b:drop", "a:drop"], Log);
        NodeException failure = Assert.Single(Failures);
        Assert.Equal(b.Id, failure.NodeId);
        Assert.Contains("while its inputs were closed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("They are dead all the same.", failure.Message, StringComparison.Ordinal);
        Assert.IsType<IOException>(failure.InnerException);
    }

    private static Control Fail(ref int value, in CycleContext context) =>
        throw new InvalidDataException("out of range");

    private static Control Ask(ref int value, in CycleContext context)
    {
        context.RequestEffect();
        return Control.Unchanged;
    }

    private sealed class StuckStream : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new IOException("The port does not close.");
        }
    }
}
