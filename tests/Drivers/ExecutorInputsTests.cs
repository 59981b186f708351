using System.Net.Sockets;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The inputs that cannot be made, and the errors.</summary>
public sealed class ExecutorInputsTests : ExecutorTest
{
    [Fact]
    public void Null_is_refused_and_named()
    {
        Probe a = Add("a");
        using var stream = new MemoryStream();

        Assert.Throws<ArgumentNullException>("executor", () => ExecutorInputs.CreateNotifier(null!, a));
        Assert.Throws<ArgumentNullException>("executor", () => ExecutorInputs.CreateChannel<int>(null!, a, 1));
        Assert.Throws<ArgumentNullException>("executor", () => ExecutorInputs.AttachPipe(null!, a, () => stream));
        Assert.Throws<ArgumentNullException>("open", () => Executor.AttachPipe(a, (Func<Stream>)null!));
        Assert.Throws<ArgumentNullException>("source", () => Executor.AttachPipe(a, (Socket)null!));
    }

    [Fact]
    public void Executor_without_an_input_driver_refuses_inputs()
    {
        var executor = new Executor(new VirtualClock(Instant.Epoch), new WheelTimerQueue());
        Probe a = executor.Add(new Probe(Log, null, [], []) { Name = "a" });

        var error = Assert.Throws<InvalidOperationException>(() => executor.CreateNotifier(a));

        Assert.Equal(
            "This executor was wired without an input driver, so its nodes cannot have external inputs.",
            error.Message);
    }
}
