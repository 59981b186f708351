using System.Diagnostics;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A parked runtime sleeps until there is something to do, and then does it at once.</summary>
[Trait("Category", "WallTime")]
[Collection(WallTime.Name)]
public sealed class ParkTests
{
    private const int Tries = 5;

    private static readonly TimeSpan s_atOnce = TimeSpan.FromMilliseconds(100);

    private readonly RealtimeRuntime _runtime = new RealtimeRuntime(ExecutionMode.Park).Checked();
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Parked_run_stops_within_100_milliseconds_and_runs_no_cycle_after_that()
    {
        await AssertAtOnce(async () =>
        {
            Task run = await ParkAsync();
            long start = Stopwatch.GetTimestamp();
            _runtime.Stop();
            await run.WaitAsync(Testing.Patience);
            return Stopwatch.GetElapsedTime(start);
        });

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
        Node<int> node = AddWaker();
        var senders = new Queue<Sender<int>>();
        for (int i = 0; i < Tries; i++)
            senders.Enqueue(_runtime.Executor.CreateChannel<int>(node, capacity: 4).OpenSender());

        await AssertWakes(() => senders.Dequeue().Dispose());
    }

    [Fact]
    public async Task Bytes_wake_a_parked_run_at_once()
    {
        var source = new ScriptedStream();
        _runtime.Executor.AttachPipe(AddWaker(), () => source);

        await AssertWakes(() => source.Feed(1));
    }

    [Fact]
    public async Task Posted_code_wakes_a_parked_run_at_once() =>
        await AssertWakes(() => _runtime.Post(_ => _woken.TrySetResult()));

    [Fact]
    public async Task Timer_wakes_a_parked_run_at_its_time_and_never_before()
    {
        var delay = TimeSpan.FromMilliseconds(20);
        Instant due = default;
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            Assert.True(context.Now >= due);
            _woken.TrySetResult();
            return Control.Unchanged;
        });

        TimeSpan elapsed = await AssertWakes(
            () => _runtime.Post(executor =>
            {
                due = executor.Now + delay;
                executor.ScheduleAt(node, due);
            }),
            bound: delay + s_atOnce);

        Assert.True(elapsed > delay / 2); // engine time was read when the run was parked, a little earlier
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

    [Fact]
    public void Park_after_a_wake_up_waits_again()
    {
        InputDriver inputs = _runtime.Inputs;
        Task park = Task.Run(() => inputs.Park(timeoutMs: -1));
        Assert.True(SpinWait.SpinUntil(() => inputs.IsParked, Testing.Patience), "Nobody parks.");
        inputs.Interrupt();
        Testing.AwaitEnd(park);

        long start = Stopwatch.GetTimestamp();
        inputs.Park(timeoutMs: 50);

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(40), Testing.Patience);
    }

    private Node<int> AddWaker() => NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
    {
        _woken.TrySetResult();
        return Control.Unchanged;
    });

    /// <summary>Starts a run and returns once it is parked.</summary>
    private async Task<Task> ParkAsync()
    {
        Task run = _runtime.RunAsync();
        while (!_runtime.Inputs.IsParked) await Task.Yield();
        return run;
    }

    private Task<TimeSpan> AssertWakes(Action wake, TimeSpan? bound = null) => AssertAtOnce(
        async () =>
        {
            _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task run = await ParkAsync();
            long start = Stopwatch.GetTimestamp();
            wake();
            await _woken.Task.WaitAsync(Testing.Patience);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            _runtime.Stop();
            await run.WaitAsync(Testing.Patience);
            return elapsed;
        },
        bound);

    /// <summary>Tries a few times, because a busy machine may not give the thread a processor at once.</summary>
    private static async Task<TimeSpan> AssertAtOnce(Func<Task<TimeSpan>> measure, TimeSpan? bound = null)
    {
        TimeSpan elapsed = TimeSpan.MaxValue;
        for (int i = 0; i < Tries && elapsed > (bound ?? s_atOnce); i++) elapsed = await measure();
        Assert.InRange(elapsed, TimeSpan.Zero, bound ?? s_atOnce);
        return elapsed;
    }
}
