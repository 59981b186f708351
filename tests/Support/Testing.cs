namespace Spaxiom.Graph.Tests;

/// <summary>What most tests start from.</summary>
internal static class Testing
{
    /// <summary>A test runtime whose whole state is checked after every cycle.</summary>
    internal static TestRuntime NewRuntime(Instant start = default) => new TestRuntime(start).Checked();

    /// <summary>Lets the whole state be checked after every cycle.</summary>
    internal static TRuntime Checked<TRuntime>(this TRuntime runtime)
        where TRuntime : Runtime
    {
        runtime.Executor.ChecksInvariants = true;
        return runtime;
    }

    /// <summary>The instant a number of seconds after the epoch.</summary>
    internal static Instant At(double seconds) => Instant.Epoch + TimeSpan.FromSeconds(seconds);
}
