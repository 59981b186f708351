using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A name that must be given is refused when it is null; where none may be given, null is none.</summary>
public sealed class NullNameTests
{
    [Fact]
    public void Null_is_refused_wherever_a_name_is_asked_for()
    {
        using TestRuntime runtime = Testing.NewRuntime();
        using var history = new HistoricalRuntime(Instant.Epoch);

        Assert.Throws<ArgumentNullException>("name", () => runtime.AddInput(null!, initial: 1));
        Assert.Throws<ArgumentNullException>("name", () => runtime.AddBurstInput<int>(null!));
        Assert.Throws<ArgumentNullException>("name", () => history.AddSource(null!, [], initial: 1));
        Assert.Throws<ArgumentNullException>("name", () => NodeBuilder.Create(1).Named(null!));
        Assert.Throws<ArgumentNullException>("name", () => runtime.Input(1).Node.Named(null!));
        Assert.Single(runtime.Executor.Describe().Nodes);
        Assert.Empty(history.Executor.Describe().Nodes);
    }

    [Fact]
    public void Node_without_a_name_has_none()
    {
        using TestRuntime runtime = Testing.NewRuntime();

        Assert.Null(runtime.Input(1).Node.Name);
        Assert.Null(runtime.Executor.Add(new IdleNode { Name = null }).Name);
    }

    private sealed class IdleNode : Node<int>
    {
        protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
    }
}
