using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A warm cycle allocates nothing, whatever woke it.</summary>
[Collection(Alone.Name)]
public sealed class DriverAllocationTests
{
    private readonly TestRuntime _runtime = new();

    [Fact]
    public void Yields_allocate_nothing()
    {
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.YieldNow();
            return Control.Broadcast;
        });
        _runtime.Executor.Yield(node);

        AssertNoneInCycles();
    }

    [Fact]
    public void Timers_that_fire_and_are_set_and_moved_and_cancelled_allocate_nothing()
    {
        TimerHandle moved = default;
        Node<int> node = NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
        {
            context.ScheduleAt(context.Now);
            context.Cancel(context.ScheduleAfter(TimeSpan.FromSeconds(1)));
            if (!context.Executor.Reschedule(moved, context.Now + TimeSpan.FromSeconds(2)))
                moved = context.ScheduleAfter(TimeSpan.FromSeconds(3));
            return Control.Broadcast;
        });
        _runtime.Executor.Yield(node);

        AssertNoneInCycles();
    }

    [Fact]
    public void Notifications_allocate_nothing()
    {
        (Node<int> _, Notifier notifier) = NodeBuilder.Create(0).BuildWithNotifier(
            _runtime.Executor, (ref int _, in CycleContext _) => Control.Broadcast);

        Allocation.AssertNone(() =>
        {
            notifier.Notify();
            _runtime.RunCycle();
        });
    }

    public static TheoryData<FullMode, Delivery> Modes => new MatrixTheoryData<FullMode, Delivery>(
        Enum.GetValues<FullMode>(), Enum.GetValues<Delivery>());

    [Theory]
    [MemberData(nameof(Modes))]
    public void Channel_items_allocate_nothing(FullMode fullMode, Delivery delivery)
    {
        (Node<long> node, Sender<string> sender) = NodeBuilder.Create(0L).BuildWithChannel<string>(
            _runtime.Executor,
            capacity: 4,
            (ref long count, ReadOnlySpan<string> items, in CycleContext _) =>
            {
                count += items.Length;
                return Control.Broadcast;
            },
            fullMode,
            delivery);

        Allocation.AssertNone(() =>
        {
            for (int i = 0; i < 6; i++) sender.TrySend("item");
            _runtime.RunCycle();
        });

        Assert.True(node.Value >= 11_000);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Batches_over_channels_allocate_nothing(FullMode fullMode, Delivery delivery)
    {
        using var runtime = new TestRuntime();
        IInput<string>[] inputs = [.. Enumerable.Range(0, 3).Select(i => runtime.AddInlet<string>($"{i}", delivery))];
        Sender<string>[] senders =
            [.. inputs.Select(input => input.Inlet.OpenSender(runtime.Executor, capacity: 4, fullMode))];
        var batch = new SendBatch(runtime.Executor, runtime.Inputs);
        int taken = 0;

        Allocation.AssertNone(() =>
        {
            for (int i = 0; i < 6; i++)
            {
                foreach (IInput<string> input in inputs) batch.Add(input, "item");
                if (batch.TrySend()) taken++;
                batch.Clear();
                senders[0].TrySend("lone");
            }

            runtime.RunCycle();
        });

        Assert.True(taken >= 11_000);
    }

    [Theory]
    [InlineData(Delivery.Each)]
    [InlineData(Delivery.Latest)]
    public void Pushed_values_allocate_nothing(Delivery delivery)
    {
        Input<int> input = _runtime.AddInput("input", 0, delivery);
        Latest<int> latest = _runtime.Publish(input);
        BurstInput<int> burst = _runtime.AddBurstInput<int>("burst");
        int next = 0;

        Allocation.AssertNone(() =>
        {
            _runtime.Push(input, ++next);
            _runtime.Push(burst, next);
            _runtime.Push(burst, next);
            _runtime.RunCycle();
        });

        Assert.Equal(next, latest.Value);
    }

    private void AssertNoneInCycles() => Allocation.AssertNone(() => _runtime.RunCycle());
}
