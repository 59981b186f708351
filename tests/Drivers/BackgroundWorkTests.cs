using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Work beside the graph in virtual time: when it runs, what it may wait for, and how it ends.</summary>
public sealed class BackgroundWorkTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Result_of_completed_work_enters_the_next_cycle_at_the_same_instant()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Worker worker = runtime.Executor.Add(new Worker(_ => new ValueTask<int>(7)));

        worker.Start();
        int cycles = runtime.RunUntilIdle();

        Assert.Equal(2, cycles);
        Assert.Equal(["7 in 2 at 0 s"], worker.Log);
        Assert.Equal((1, 0, 0), (worker.Work.Started, worker.Work.InFlight, worker.Work.Failed));
    }

    [Fact]
    public void Delay_on_the_clock_of_the_runtime_elapses_exactly()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Worker worker = runtime.Executor.Add(new Worker(async cancellation =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5), runtime.TimeProvider, cancellation);
            return 7;
        }));

        worker.Start();
        runtime.Advance(TimeSpan.FromSeconds(2.5) - TimeSpan.FromTicks(1));
        Assert.Empty(worker.Log);
        runtime.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(["7 in 2 at 2.5 s"], worker.Log);
    }

    [Fact]
    public void Work_that_goes_on_without_the_context_of_its_caller_keeps_exact_time_too()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Worker worker = runtime.Executor.Add(new Worker(async cancellation =>
        {
            for (int i = 0; i < 3; i++)
            {
                await Task.Delay(s_second, runtime.TimeProvider, cancellation).ConfigureAwait(false);
                await Task.Yield();
            }

            return 7;
        }));

        worker.Start();
        runtime.Advance(10 * s_second);

        Assert.Equal(["7 in 2 at 3 s"], worker.Log);
    }

    [Fact]
    public void Results_of_one_instant_enter_in_the_order_in_which_the_work_was_started()
    {
        TestRuntime runtime = Testing.NewRuntime();
        int next = 0;
        Worker worker = runtime.Executor.Add(new Worker(async _ =>
        {
            int number = next++;
            await Task.Delay((3 - number) * s_second, runtime.TimeProvider, CancellationToken.None);
            await Task.Delay(number * s_second, runtime.TimeProvider, CancellationToken.None);
            return number;
        }));

        worker.Start(times: 3);
        runtime.Advance(10 * s_second);

        Assert.Equal(["0 in 2 at 3 s", "1 in 2 at 3 s", "2 in 2 at 3 s"], worker.Log);
    }

    [Fact]
    public void Work_on_the_pool_holds_time_until_it_ends()
    {
        TestRuntime runtime = Testing.NewRuntime();
        using var gate = new ManualResetEventSlim();
        Worker worker = runtime.Executor.Add(new Worker(async _ =>
        {
            int value = await Task.Run(() =>
            {
                Assert.True(gate.Wait(Testing.Patience));
                return 7;
            });
            return value + await Task.Run(() => 1).ConfigureAwait(false);
        }));
        runtime.Executor.Periodic(s_second).ForEach(point =>
        {
            worker.Log.Add($"point {point}");
            gate.Set();
        });

        worker.Start();
        gate.Set();
        runtime.Advance(s_second);

        Assert.Equal(["8 in 2 at 0 s", "point 1"], worker.Log);
    }

    [Fact]
    public void Failure_is_a_result()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Worker thrown = runtime.Executor.Add(new Worker(_ => throw new InvalidDataException("torn")));
        Worker late = runtime.Executor.Add(new Worker(async _ =>
        {
            await Task.Delay(s_second, runtime.TimeProvider, CancellationToken.None);
            throw new InvalidDataException("late");
        }));

        thrown.Start();
        late.Start();
        runtime.Advance(s_second);

        Assert.Equal(["torn in 2 at 0 s"], thrown.Log);
        Assert.Equal(["late in 3 at 1 s"], late.Log);
        Assert.Equal(1, late.Work.Failed);
    }

    [Fact]
    public void Work_that_is_cancelled_ends_with_a_cancellation()
    {
        TestRuntime runtime = Testing.NewRuntime();
        Worker worker = runtime.Executor.Add(new Worker(async cancellation =>
        {
            await Task.Delay(s_second, runtime.TimeProvider, cancellation);
            return 7;
        }));

        worker.Start();
        runtime.Advance(s_second / 2);
        bool first = worker.Work.Cancel(1);
        runtime.RunUntilIdle();
        bool second = worker.Work.Cancel(1);

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(["A task was canceled. in 2 at 0.5 s"], worker.Log);
    }

    [Fact]
    public void Nothing_is_delivered_to_a_node_that_has_left_and_its_work_is_cancelled()
    {
        TestRuntime runtime = Testing.NewRuntime();
        CancellationToken token = default;
        Worker worker = runtime.Executor.Add(new Worker(async cancellation =>
        {
            token = cancellation;
            await Task.Delay(s_second, runtime.TimeProvider, CancellationToken.None);
            return 7;
        }));

        worker.Start();
        runtime.RunUntilIdle();
        runtime.Executor.Sweep(worker);
        runtime.Advance(10 * s_second);

        Assert.Empty(worker.Log);
        Assert.True(token.IsCancellationRequested);
        Assert.Equal(1, runtime.Executor.Epoch);
    }

    [Fact]
    public void More_work_than_may_be_in_flight_is_refused_with_a_sentence()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var worker = new Worker(
            async cancellation =>
            {
                await Task.Delay(s_second, runtime.TimeProvider, cancellation);
                return 7;
            },
            maxInFlight: 2);
        runtime.Executor.Add(worker).Named("reader");

        worker.Start(times: 3);
        NodeException failure = Assert.Throws<NodeException>(() => runtime.RunUntilIdle());

        Assert.StartsWith(
            "node 'reader' (#0.1) started background work while 2 pieces of it were in flight",
            failure.InnerException!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Same_work_over_history_enters_at_the_same_instants_as_in_a_test()
    {
        var test = new TestRuntime();
        Worker tested = Build(test);
        test.Advance(20 * s_second);

        var history = new HistoricalRuntime(Instant.Epoch, Instant.Epoch + (20 * s_second));
        Worker replayed = Build(history);
        history.Run();

        Assert.NotEmpty(tested.Log);
        Assert.Equal(tested.Log, replayed.Log);

        static Worker Build(Runtime runtime)
        {
            int started = 0;
            Worker worker = runtime.Executor.Add(new Worker(async cancellation =>
            {
                int number = ++started;
                await Task.Delay(TimeSpan.FromMilliseconds(700 * number), runtime.TimeProvider, cancellation);
                return number;
            }));
            runtime.Executor.Periodic(s_second).ForEach(_ => worker.Start());
            return worker;
        }
    }

    [Fact]
    public void Effect_may_start_work()
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int> input = runtime.Input<int>("input");
        Worker worker = runtime.Executor.Add(new Worker(_ => new ValueTask<int>(7)));
        input.Node.ForEach(_ => worker.Work.Start(_ => new ValueTask<int>(8)));

        input.Push(1);
        runtime.RunUntilIdle();

        Assert.Equal(["8 in 2 at 0 s"], worker.Log);
    }

    [Fact]
    public void Timer_of_the_runtime_s_clock_repeats_moves_and_ends()
    {
        TestRuntime runtime = Testing.NewRuntime();
        var fired = new List<double>();
        ITimer timer = runtime.TimeProvider.CreateTimer(
            _ => fired.Add((runtime.TimeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds),
            state: null,
            s_second,
            2 * s_second);

        runtime.Advance(4 * s_second);
        timer.Change(s_second, Timeout.InfiniteTimeSpan);
        runtime.Advance(4 * s_second);
        timer.Change(s_second, s_second);
        timer.Dispose();
        runtime.Advance(4 * s_second);

        Assert.Equal([1, 3, 5], fired);
        Assert.False(timer.Change(s_second, s_second));
    }

    /// <summary>Starts its work when told, and logs what it comes to.</summary>
    private sealed class Worker(Func<CancellationToken, ValueTask<int>> function, int maxInFlight = 64) : Node<int>
    {
        private int _asked;

        internal List<string> Log { get; } = [];

        internal BackgroundWork<int> Work { get; private set; } = null!;

        internal void Start(int times = 1)
        {
            _asked += times;
            Executor!.Yield(this);
        }

        protected override void OnInit(Executor executor) =>
            Work = executor.CreateBackgroundWork<int>(this, maxInFlight);

        protected override Control OnCycle(in CycleContext context)
        {
            for (; _asked > 0; _asked--) Work.Start(function);
            foreach (ref readonly WorkResult<int> result in Work.Completed)
            {
                string what = result.Failure?.Message ?? $"{result.Value}";
                Log.Add($"{what} in {context.Epoch} at {(context.Now - Instant.Epoch).TotalSeconds} s");
            }

            return Control.Unchanged;
        }
    }
}
