using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What most tests start from.</summary>
internal static class Testing
{
    /// <summary>How long a test waits for another thread before it fails: only when something is wrong.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A test runtime whose whole state is checked after every cycle.</summary>
    internal static TestRuntime NewRuntime(Instant start = default) => new TestRuntime(start).Checked();

    /// <summary>Lets the whole state be checked after every cycle.</summary>
    internal static TRuntime Checked<TRuntime>(this TRuntime runtime)
        where TRuntime : Runtime
    {
        runtime.Executor.ChecksInvariants = true;
        return runtime;
    }

    /// <summary>Adds an input for a channel: by the delivery, a burst input or another.</summary>
    internal static IInput<T> AddInlet<T>(this Runtime runtime, string name, Delivery delivery) =>
        delivery == Delivery.Burst ? runtime.AddBurstInput<T>(name) : runtime.AddInput<T>(name, delivery);

    /// <summary>The instant a number of seconds after the epoch.</summary>
    internal static Instant At(double seconds) => Instant.Epoch + TimeSpan.FromSeconds(seconds);

    /// <summary>Returns once a producer waits for room in the sender's channel.</summary>
    internal static void WaitUntilBlocked<TItem>(Sender<TItem> sender) =>
        Assert.True(SpinWait.SpinUntil(() => sender.HasBlocked, Patience), "No producer was blocked.");

    /// <summary>Returns once other threads have done their part.</summary>
    internal static void AwaitEnd(params Task[] tasks) =>
        Assert.True(Task.WaitAll(tasks, Patience), "Another thread did not come to its end.");

    /// <summary>What another thread came to.</summary>
    internal static TResult ResultOf<TResult>(Task<TResult> task)
    {
        AwaitEnd(task);
        return task.Result;
    }

    /// <summary>Runs cycles, and waits for other threads in between, until something has come about.</summary>
    internal static void RunUntil(this TestRuntime runtime, Func<bool> condition)
    {
        var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            runtime.RunUntilIdle();
            if (condition()) return;
            Assert.False(patience.IsCancellationRequested, "What the test waits for did not come about.");
            runtime.Inputs.Park(timeoutMs: 1000);
        }
    }
}
