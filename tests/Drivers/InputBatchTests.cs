using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What is pushed to several inputs together enters together.</summary>
public sealed class InputBatchTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly Input<int> _a, _b, _latest;
    private readonly BurstInput<int> _burst;
    private readonly List<string> _cycles = [];

    public InputBatchTests()
    {
        (_a, _b) = (_runtime.AddInput<int>("a"), _runtime.AddInput<int>("b"));
        _latest = _runtime.AddInput<int>("latest", Delivery.Latest);
        _burst = _runtime.AddBurstInput<int>("burst");
        NodeBuilder.Create(0).TriggeredBy(_a, _b, _latest, _burst).Build(_runtime.Executor, Watch);

        Control Watch(ref int state, in CycleContext context)
        {
            string a = context.HasMutated(_a) ? $"{_a.Value}" : "-", b = context.HasMutated(_b) ? $"{_b.Value}" : "-";
            string latest = context.HasMutated(_latest) ? $"{_latest.Value}" : "-";
            string burst = context.HasMutated(_burst) ? Recorded.Text(_burst.Value) : "-";
            _cycles.Add($"{a} {b} {latest} {burst}");
            return Control.Unchanged;
        }
    }

    [Fact]
    public void Batch_enters_one_cycle_and_nothing_of_it_before_it_is_next_at_every_input()
    {
        InputBatch batch = _runtime.CreateBatch();
        _runtime.Push(_a, 1);
        _runtime.Push(_a, 2);
        Assert.True(batch.Add(_a, 3).Add(_b, 30).Send());
        _runtime.Push(_b, 40);
        _runtime.Push(_a, 4);

        _runtime.RunUntilIdle();

        Assert.Equal(["1 - - -", "2 - - -", "3 30 - -", "4 40 - -"], _cycles);
    }

    [Fact]
    public void Batches_over_the_same_inputs_follow_one_another_whole()
    {
        InputBatch batch = _runtime.CreateBatch();
        for (int i = 1; i <= 3; i++) batch.Add(_a, i).Add(_latest, i).Add(_burst, i).Add(_burst, i).Send();

        _runtime.RunUntilIdle();

        Assert.Equal(["1 - 1 [1 1]", "2 - 2 [2 2]", "3 - 3 [3 3]"], _cycles);
    }

    [Fact]
    public void Batches_over_different_inputs_share_a_cycle()
    {
        InputBatch batch = _runtime.CreateBatch();
        _runtime.Push(_a, 1);
        batch.Add(_a, 2).Add(_b, 2).Send();
        batch.Add(_latest, 3).Add(_burst, 3).Send();

        _runtime.RunUntilIdle();

        Assert.Equal(["1 - 3 [3]", "2 2 - -"], _cycles);
    }

    [Fact]
    public void Input_that_takes_the_latest_passes_over_what_was_before_a_batch_and_never_over_the_batch()
    {
        InputBatch batch = _runtime.CreateBatch();
        _runtime.Push(_latest, 1);
        _runtime.Push(_latest, 2);
        batch.Add(_latest, 3).Add(_b, 3).Send();
        _runtime.Push(_latest, 4);
        _runtime.Push(_latest, 5);

        _runtime.RunUntilIdle();

        Assert.Equal(["- 3 3 -", "- - 5 -"], _cycles);
    }

    [Fact]
    public void Batch_for_one_input_is_no_more_than_its_items()
    {
        InputBatch batch = _runtime.CreateBatch();
        batch.Add(_latest, 1).Send();
        batch.Add(_latest, 2).Send();
        batch.Add(_burst, 1).Add(_burst, 2).Send();
        _runtime.Push(_latest, 3);

        _runtime.RunUntilIdle();

        Assert.Equal(["- - 3 [1 2]"], _cycles);
    }

    [Fact]
    public void What_is_before_a_batch_that_must_wait_enters_and_what_is_behind_waits_with_it()
    {
        InputBatch batch = _runtime.CreateBatch();
        foreach (int value in new[] { 1, 2 })
        {
            _runtime.Push(_a, value);
            _runtime.Push(_latest, value);
            _runtime.Push(_burst, value);
        }

        batch.Add(_burst, 3).Add(_latest, 3).Add(_a, 3).Send();
        _runtime.Push(_latest, 4);
        _runtime.Push(_burst, 4);

        _runtime.RunUntilIdle();

        Assert.Equal(["1 - 2 [1 2]", "2 - - -", "3 - 3 [3 4]", "- - 4 -"], _cycles);
    }

    [Fact]
    public void Bursts_take_all_batches_that_can_enter()
    {
        BurstInput<int> other = _runtime.AddBurstInput<int>("other");
        List<string> others = Recorded.FromBatches(other);
        InputBatch batch = _runtime.CreateBatch();
        _runtime.Push(_burst, 1);
        batch.Add(_burst, 2).Add(other, 2).Send();
        _runtime.Push(other, 3);
        batch.Add(other, 4).Add(_burst, 4).Send();
        batch.Add(other, 5).Add(_a, 5).Send();
        batch.Add(_a, 6).Add(_burst, 6).Send();

        _runtime.RunUntilIdle();

        Assert.Equal(["5 - - [1 2 4]", "6 - - [6]"], _cycles);
        Assert.Equal(["0: [2 3 4 5]"], others);
    }

    [Fact]
    public void Batch_of_a_later_instant_enters_then_and_holds_nothing_up_before()
    {
        InputBatch batch = _runtime.CreateBatch();
        Assert.True(_runtime.PushAt(batch.Add(_a, 3).Add(_b, 3), Testing.At(2)));
        _runtime.Push(_a, 1);
        _runtime.PushAt(_b, Testing.At(1), 2);
        _runtime.PushAt(_a, Testing.At(3), 4);

        _runtime.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["1 - - -", "- 2 - -"], _cycles);
        _runtime.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["1 - - -", "- 2 - -", "3 3 - -", "4 - - -"], _cycles);
    }

    [Fact]
    public void Batch_that_was_sent_goes_on_without_an_input_that_leaves()
    {
        InputBatch batch = _runtime.CreateBatch();
        Input<int> gone = _runtime.AddInput<int>("gone");
        _runtime.Push(gone, 1);
        batch.Add(_a, 1).Add(gone, 2).Add(_b, 1).Send();
        batch.Add(gone, 3).Add(_b, 2).Send();
        _runtime.Executor.Sweep(gone);

        _runtime.RunUntilIdle();

        Assert.Equal(["1 1 - -", "- 2 - -"], _cycles);
    }

    [Fact]
    public void Batch_with_an_input_that_has_left_is_refused_whole_and_empty_afterwards()
    {
        InputBatch batch = _runtime.CreateBatch();
        Input<int> gone = _runtime.AddInput<int>("gone");
        batch.Add(_a, 1).Add(gone, 1);
        _runtime.Executor.Sweep(gone);
        _runtime.RunUntilIdle();

        Assert.False(batch.Send());
        Assert.True(batch.TrySend());
        Assert.Equal(0, _runtime.RunUntilIdle());

        Assert.True(batch.Add(_a, 2).TrySend());
        _runtime.RunUntilIdle();
        Assert.Equal(["2 - - -"], _cycles);
    }

    [Fact]
    public void Second_value_for_an_input_that_takes_one_a_cycle_is_refused_and_one_that_takes_the_latest_takes_it()
    {
        InputBatch batch = _runtime.CreateBatch();
        batch.Add(_a, 1).Add(_latest, 1).Add(_latest, 2);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => batch.Add(_a, 2));

        Assert.StartsWith("The batch has a value for node 'a' (#0.1) already", error.Message, StringComparison.Ordinal);
        batch.Send();
        _runtime.RunUntilIdle();
        Assert.Equal(["1 - 2 -"], _cycles);
    }

    [Fact]
    public void Cleared_batch_is_empty()
    {
        InputBatch batch = _runtime.CreateBatch();
        batch.Add(_a, 1).Add(_burst, 1).Clear();
        batch.Add(_b, 2).Add(_burst, 2).Send();

        _runtime.RunUntilIdle();

        Assert.Equal(["- 2 - [2]"], _cycles);
    }

    [Fact]
    public void Batch_is_of_one_runtime_and_not_for_the_past()
    {
        TestRuntime other = Testing.NewRuntime();
        _runtime.Advance(TimeSpan.FromSeconds(1));

        Assert.Throws<ArgumentException>(() => _runtime.CreateBatch().Add(other.AddInput<int>("foreign"), 1));
        Assert.Throws<ArgumentException>(() => _runtime.PushAt(other.CreateBatch(), Testing.At(1)));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _runtime.PushAt(_runtime.CreateBatch().Add(_a, 1), Testing.At(0.5)));
    }

    [Fact]
    public void Batch_beyond_what_an_instant_may_have_is_refused_whole()
    {
        var runtime = new TestRuntime { MaxItemsPerInstant = 2 };
        Input<int> a = runtime.AddInput<int>("a"), b = runtime.AddInput<int>("b");
        runtime.Push(b, 1);
        runtime.Push(b, 2);

        Assert.Throws<InvalidOperationException>(() => runtime.CreateBatch().Add(a, 1).Add(b, 3).Send());

        Assert.Equal(2, runtime.RunUntilIdle());
        Assert.False(a.HasValue);
    }

    [Fact]
    public void Handle_forgets_inputs_that_have_left()
    {
        InputBatch batch = _runtime.CreateBatch();
        WeakReference[] inputs = [.. Enumerable.Range(0, 200).Select(_ => SendAndSweep())];
        GC.Collect();

        Assert.InRange(inputs.Count(input => input.IsAlive), 0, 40);
        GC.KeepAlive(batch);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference SendAndSweep()
        {
            Input<int> input = _runtime.AddInput<int>("input");
            batch.Add(input, 1).Add(_a, 1).Send();
            _runtime.RunUntilIdle();
            _runtime.Executor.Sweep(input);
            return new WeakReference(input);
        }
    }

    [Fact]
    public void Warm_batches_allocate_nothing()
    {
        var runtime = new TestRuntime();
        Input<int> a = runtime.AddInput<int>("a"), latest = runtime.AddInput<int>("latest", Delivery.Latest);
        BurstInput<int> burst = runtime.AddBurstInput<int>("burst");
        InputBatch batch = runtime.CreateBatch();
        int next = 0;

        Allocation.AssertNone(() =>
        {
            next++;
            runtime.Push(a, next);
            batch.Add(a, next).Add(latest, next).Add(burst, next).Add(burst, next).Send();
            runtime.RunUntilIdle();
        });

        Assert.Equal((next, next, next), (a.Value, latest.Value, burst.Value.Span[1]));
    }
}
