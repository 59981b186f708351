using System.Diagnostics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A parked runtime sleeps until there is something to do, and then does it at once.</summary>
[Trait("Category", "WallTime")]
public sealed class ParkTests
{
    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(100); // on a machine busy with other tests

    private readonly RealtimeRuntime _runtime = new RealtimeRuntime(ExecutionMode.Park).Checked();
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Parked_run_stops_within_100_milliseconds_and_runs_no_cycle_after_that()
    {
        Task run = await ParkAsync();

        long start = Stopwatch.GetTimestamp();
        _runtime.Stop();
        await run.WaitAsync(Testing.Patience);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, _runtime.Executor.Epoch);
    }

    [Fact]
    public async Task Notification_wakes_a_parked_run_at_once()
    {
        Notifier notifier = _runtime.Executor.CreateNotifier(AddWaker());

        await AssertWakes(notifier.Notify);
    }

    [Fact]
    public async Task Item_wakes_a_parked_run_at_once()
    {
        Sender<int> sender = _runtime.Executor.CreateChannel<int>(AddWaker(), capacity: 4).OpenSender();

        await AssertWakes(() => Assert.True(sender.Send(1)));
    }

    [Fact]
    public async Task Last_dispose_of_a_sender_wakes_a_parked_run_at_once()
    {
        Sender<int> sender = _runtime.Executor.CreateChannel<int>(AddWaker(), capacity: 4).OpenSender();

        await AssertWakes(sender.Dispose);
    }

    [Fact]
    public async Task Bytes_wake_a_parked_run_at_once()
    {
        var source = new ScriptedStream();
        _runtime.Executor.AttachPipe(AddWaker(), source);

        await AssertWakes(() => source.Feed(1));
    }

    [Fact]
    public async Task Posted_code_wakes_a_parked_run_at_once() =>
        await AssertWakes(() => _runtime.Post(_ => _woken.TrySetResult()));

    [Fact]
    public async Task Timer_wakes_a_parked_run_at_its_time_and_never_before()
    {
        Node<int> node = AddWaker();
        Task run = await ParkAsync();
        Instant due = default;

        long start = Stopwatch.GetTimestamp();
        _runtime.Post(executor =>
        {
            due = executor.Now + TimeSpan.FromMilliseconds(50);
            executor.ScheduleAt(node, due);
        });
        await _woken.Task.WaitAsync(Testing.Patience);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _runtime.Stop();
        await run.WaitAsync(Testing.Patience);

        Assert.True(_runtime.Now >= due);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(50) + s_atOnce);
    }

    [Fact]
    public async Task Parked_run_burns_no_processor_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the processor time of one thread.");
        TimeSpan before = default, after = default;
        _runtime.Post(_ => before = ThreadTime());
        Task run = await ParkAsync();

        await Task.Delay(TimeSpan.FromSeconds(1));
        _runtime.Post(_ =>
        {
            after = ThreadTime();
            _runtime.Stop();
        });
        await run.WaitAsync(Testing.Patience);

        Assert.InRange(after - before, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    /// <summary>Processor time of the calling thread, as the system counts it.</summary>
    private static TimeSpan ThreadTime()
    {
        string stat = File.ReadAllText("/proc/thread-self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        const double TicksPerSecond = 100;
        return TimeSpan.FromSeconds((long.Parse(fields[11], null) + long.Parse(fields[12], null)) / TicksPerSecond);
    }

    private Node<int> AddWaker() => NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
    {
        _woken.TrySetResult();
        return Control.Unchanged;
    });

    private async Task AssertWakes(Action wake)
    {
        Task run = await ParkAsync();

        long start = Stopwatch.GetTimestamp();
        wake();
        await _woken.Task.WaitAsync(Testing.Patience);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _runtime.Stop();
        await run.WaitAsync(Testing.Patience);

        Assert.InRange(elapsed, TimeSpan.Zero, s_atOnce);
    }

    /// <summary>Starts a run and returns once it is parked.</summary>
    private async Task<Task> ParkAsync()
    {
        Task run = _runtime.RunAsync();
        while (!_runtime.Inputs.IsParked) await Task.Yield();
        return run;
    }
}
