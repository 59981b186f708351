using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A published value, read from any thread.</summary>
public sealed class LatestTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Published_value_is_there_at_once_when_the_node_has_one()
    {
        Latest<int> latest = _runtime.Publish(_runtime.Input(initial: 5).Node);

        Assert.Equal((true, 5), (latest.HasValue, latest.Value));
    }

    [Fact]
    public void Published_node_without_a_value_says_so_until_it_broadcasts()
    {
        var silent = new Silent();
        _runtime.Executor.Add(silent);
        Latest<int> latest = _runtime.Publish(silent);
        Assert.Equal((false, 0), (latest.HasValue, latest.Value));

        _runtime.Executor.Yield(silent);
        _runtime.RunUntilIdle();

        Assert.Equal((true, 9), (latest.HasValue, latest.Value));
    }

    [Fact]
    public void Published_value_changes_with_the_finished_cycle_and_not_within_it()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Latest<int> latest = _runtime.Publish(input.Node);
        int seenInside = -1;
        NodeBuilder.Create(0).TriggeredBy(input.Node).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
        {
            seenInside = latest.Value;
            return Control.Unchanged;
        });

        input.Push(7);
        _runtime.RunUntilIdle();

        Assert.Equal((0, 7), (seenInside, latest.Value));
    }

    [Fact]
    public void Published_value_of_a_failed_cycle_is_not_seen()
    {
        TestInput<int> input = _runtime.Input(initial: 0);
        Latest<int> latest = _runtime.Publish(input.Node);
        NodeBuilder.Create(0).TriggeredBy(input.Node).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => throw new ArithmeticException("as the test wants"));

        input.Push(7);
        Assert.Throws<NodeException>(() => _runtime.RunCycle());

        Assert.Equal((7, 0), (input.Node.Value, latest.Value));
    }

    [Fact]
    public void Published_batch_stays_as_it_was_however_many_follow()
    {
        BurstInput<int> input = _runtime.AddBurstInput<int>("input");
        Push(1, 2);
        Latest<ReadOnlyMemory<int>> latest = _runtime.Publish(input);
        ReadOnlyMemory<int> atOnce = latest.Value;
        Push(3, 4, 5);
        ReadOnlyMemory<int> second = latest.Value;
        for (int i = 6; i < 12; i++) Push(i);

        Assert.Equal([1, 2], atOnce.ToArray());
        Assert.Equal([3, 4, 5], second.ToArray());
        Assert.Equal([11], latest.Value.ToArray());

        void Push(params int[] items)
        {
            foreach (int item in items) _runtime.Push(input, item);
            _runtime.RunUntilIdle();
        }
    }

    [Fact]
    public void Batch_published_to_another_thread_is_never_torn()
    {
        const int Batches = 5_000, Length = 200;
        BurstInput<int> input = _runtime.AddBurstInput<int>("input");
        Latest<ReadOnlyMemory<int>> latest = _runtime.Publish(input);
        _runtime.Executor.ChecksInvariants = false;
        bool isOver = false;
        Task<int> reading = Task.Factory.StartNew(
            () =>
            {
                int torn = 0;
                while (!Volatile.Read(ref isOver))
                {
                    ReadOnlySpan<int> batch = latest.Value.Span;
                    if (!batch.IsEmpty && batch.ContainsAnyExcept(batch[0])) torn++;
                }

                return torn;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        for (int batch = 0; batch < Batches; batch++)
        {
            for (int i = 0; i < Length; i++) _runtime.Push(input, batch);
            _runtime.RunCycle();
        }

        Volatile.Write(ref isOver, true);
        Assert.Equal(0, Testing.ResultOf(reading));
    }

    [Fact]
    public void Readers_never_see_half_a_value()
    {
        const int Writes = 200_000;
        var latest = new Latest<Wide>();
        latest.Write(new Wide(0));
        using var ready = new CountdownEvent(2);
        var readers = new Task<long>[2];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = Task.Factory.StartNew(
                () =>
                {
                    ready.Signal();
                    long last = 0;
                    while (last < Writes)
                    {
                        Wide wide = latest.Value;
                        if (!wide.IsWhole || wide.First < last) return -1;
                        last = wide.First;
                    }

                    return last;
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        Assert.True(ready.Wait(Testing.Patience));
        for (int i = 1; i <= Writes; i++) latest.Write(new Wide(i));
        Testing.AwaitEnd(readers);

        Assert.All(readers, reader => Assert.Equal(Writes, Testing.ResultOf(reader)));
    }

    /// <summary>A thousand bytes: writing or reading them takes far longer than the steps around it.</summary>
    [InlineArray(128)]
    private struct Wide
    {
        private long _first;

        internal Wide(long number) => MemoryMarshal.CreateSpan(ref _first, 128).Fill(number);

        internal readonly long First => _first;

        internal readonly bool IsWhole => !((ReadOnlySpan<long>)this).ContainsAnyExcept(_first);
    }

    private sealed class Silent : Node<int>
    {
        protected override Control OnCycle(in CycleContext context)
        {
            State = 9;
            return Control.Broadcast;
        }
    }
}
