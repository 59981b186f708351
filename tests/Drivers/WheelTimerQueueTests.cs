using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The timer queue against a sorted list.</summary>
public sealed class WheelTimerQueueTests
{
    private readonly TestRuntime _runtime = new();
    private readonly List<Node> _nodes = [];
    private readonly List<int> _fired = []; // nodes, in the order they ran: creation order within a poll

    public WheelTimerQueueTests()
    {
        for (int i = 0; i < 3; i++)
        {
            int index = i;
            _nodes.Add(NodeBuilder.Create(0).Build(_runtime.Executor, (ref int _, in CycleContext _) =>
            {
                _fired.Add(index);
                return Control.Unchanged;
            }));
        }
    }

    [Fact]
    public void Queue_agrees_with_a_sorted_list_on_every_script_of_five_steps()
    {
        const int Kinds = 7, Steps = 5;
        int scripts = (int)Math.Pow(Kinds, Steps);
        for (int script = 0; script < scripts; script++)
        {
            var pair = new Pair(_runtime.Executor, _nodes);
            int rest = script;
            for (int step = 0; step < Steps; step++)
            {
                Play(pair, rest % Kinds, step);
                rest /= Kinds;
            }

            pair.Clear();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Queue_agrees_with_a_sorted_list_on_a_long_random_script(int seed)
    {
        var random = new Random(seed);
        var pair = new Pair(_runtime.Executor, _nodes);
        for (int step = 0; step < 600; step++)
        {
            int kind = random.Next(20);
            int when = random.Next(200);
            if (kind < 12) pair.Schedule(random.Next(3), when);
            else if (kind < 15) pair.Cancel(random.Next(pair.HandleCount));
            else if (kind < 18) pair.Reschedule(random.Next(pair.HandleCount), when);
            else if (kind == 18) pair.Poll(random.Next(20));
            else if (random.Next(20) == 0) pair.RemoveAll(random.Next(3));
        }

        pair.Poll(1000);
        pair.Clear();
    }

    [Fact]
    public void Million_pending_timers_fire_in_order_and_leave_nothing_behind()
    {
        const int Timers = 1_000_000;
        Executor executor = _runtime.Executor;
        var handles = new TimerHandle[Timers];
        for (int i = 0; i < Timers; i++) // 7919 is prime to a million: a permutation, then a thousand timers an instant
            handles[i] = executor.ScheduleAt(_nodes[i % 3], new Instant((i * 7919L % Timers / 1000) + 1));
        int cancelled = 0;
        for (int i = 0; i < Timers; i += 2)
        {
            if (executor.Cancel(handles[i])) cancelled++;
        }

        _runtime.AdvanceTo(new Instant(500));
        Assert.Equal(Timers / 2, cancelled);
        Assert.Equal(new Instant(501), executor.NextTimer);
        executor.Sweep(_nodes[0]);
        _runtime.AdvanceTo(new Instant(1000));

        Assert.Equal(500 * 3 + 500 * 2, _fired.Count);
        Assert.Equal(Instant.MaxValue, executor.NextTimer);
        executor.AssertInvariants();
    }

    [Fact]
    public void Places_are_bounded_by_the_timers_that_are_pending_at_once_however_many_nodes_had_one()
    {
        WheelTimerQueue queue = QueueAt(0);
        int places = queue.TableSize;
        for (int i = 1; i <= 100; i++)
        {
            Node node = _runtime.Executor.Constant(i);
            queue.Schedule(node, new Instant(i), now: new Instant(i - 1));
            queue.Poll(new Instant(i), _runtime.Executor);
        }

        Assert.Equal((0, places), (queue.Count, queue.TableSize));
    }

    [Fact]
    public void Timer_of_the_highest_level_fires_at_its_instant()
    {
        WheelTimerQueue queue = QueueAt(1000);
        var when = new Instant((1L << 60) + 500); // 36 years on, and less than the position in the lower groups
        queue.Schedule(_nodes[0], when, now: new Instant(1000));
        Assert.Equal((1, when), (queue.Count, queue.NextDeadline));

        queue.Poll(when, _runtime.Executor);

        Assert.Equal((0, Instant.MaxValue), (queue.Count, queue.NextDeadline));
    }

    [Fact]
    public void Timer_at_the_last_instant_never_fires_not_even_then_and_can_be_moved_and_cancelled()
    {
        WheelTimerQueue queue = QueueAt(0);
        TimerHandle before = queue.Schedule(_nodes[0], Instant.MaxValue, now: new Instant(0));
        queue.Schedule(_nodes[1], new Instant(long.MaxValue - 1), now: new Instant(0));
        Assert.Equal(new Instant(long.MaxValue - 1), Next());

        Assert.Equal((1, Instant.MaxValue), (queue.Count, Next()));
        TimerHandle after = queue.Schedule(_nodes[2], Instant.MaxValue, now: Instant.MaxValue);
        Assert.Equal((2, Instant.MaxValue), (queue.Count, Next()));
        var due = new List<Node>();
        queue.CollectDue(Instant.MaxValue, due);
        Assert.Empty(due);
        Assert.True(queue.Reschedule(before, new Instant(5), now: Instant.MaxValue));
        Assert.True(queue.Reschedule(after, Instant.MaxValue, now: Instant.MaxValue));
        Assert.Equal(new Instant(5), queue.NextDeadline);
        queue.Poll(Instant.MaxValue, _runtime.Executor);
        Assert.Equal((1, Instant.MaxValue), (queue.Count, queue.NextDeadline));

        Assert.True(queue.Cancel(after));
        Assert.Equal(0, queue.Count);

        Instant Next()
        {
            Instant next = queue.NextDeadline;
            queue.Poll(next, _runtime.Executor);
            return next;
        }
    }

    [Fact]
    public void Next_deadline_is_that_of_the_earliest_timer_while_its_slot_holds_few()
    {
        WheelTimerQueue queue = QueueAt(0);
        foreach (int when in (int[])[10, 5001, 5000, 5002]) queue.Schedule(_nodes[0], new Instant(when), now: default);

        queue.Poll(new Instant(10), _runtime.Executor);

        Assert.Equal((3, new Instant(5000)), (queue.Count, queue.NextDeadline));
        queue.RemoveAll(_nodes[0]);
    }

    [Fact]
    public void Next_deadline_is_never_after_a_timer_whose_slot_holds_many()
    {
        WheelTimerQueue queue = QueueAt(0);
        queue.Schedule(_nodes[0], new Instant(10), now: default);
        for (int i = 0; i < 100; i++) queue.Schedule(_nodes[0], new Instant(5000 + i), now: default);

        queue.Poll(new Instant(10), _runtime.Executor);

        Assert.InRange(queue.NextDeadline, new Instant(11), new Instant(5000));
        queue.RemoveAll(_nodes[0]);
    }

    private WheelTimerQueue QueueAt(int position)
    {
        var queue = new WheelTimerQueue();
        queue.Poll(new Instant(position), _runtime.Executor);
        return queue;
    }

    private static void Play(Pair pair, int kind, int step)
    {
        switch (kind)
        {
            case 0:
                pair.Schedule(node: step % 3, when: 2);
                break;
            case 1:
                pair.Schedule(node: (step + 1) % 3, when: 1 + (step % 3));
                break;
            case 2:
                pair.Cancel(pair.HandleCount - 1);
                break;
            case 3:
                pair.Reschedule(0, when: 3);
                break;
            case 4:
                pair.Reschedule(pair.HandleCount / 2, when: 1);
                break;
            case 5:
                pair.Poll(2);
                break;
            default:
                pair.RemoveAll(node: 0);
                break;
        }
    }

    /// <summary>A queue and its model, kept in step; every act compares them.</summary>
    private sealed class Pair(Executor executor, List<Node> nodes)
    {
        private readonly WheelTimerQueue _queue = new();
        private readonly List<(TimerHandle Handle, int Node)> _handles = [];
        private readonly SortedDictionary<(long When, int Registration), int> _model = []; // to the index of a handle
        private readonly Dictionary<int, (long When, int Registration)> _pending = [];     // by the index of a handle
        private int _registrations;
        private int _now;

        internal int HandleCount => _handles.Count;

        internal void Schedule(int node, int when)
        {
            _handles.Add((_queue.Schedule(nodes[node], new Instant(when), new Instant(_now)), node));
            Enter(_handles.Count - 1, when);
            Compare();
        }

        internal void Cancel(int index)
        {
            if (index < 0 || index >= _handles.Count) return;
            Assert.Equal(Leave(index), _queue.Cancel(_handles[index].Handle));
            Compare();
        }

        internal void Reschedule(int index, int when)
        {
            if (index >= _handles.Count) return;
            bool pending = Leave(index);
            if (pending) Enter(index, when);
            Assert.Equal(pending, _queue.Reschedule(_handles[index].Handle, new Instant(when), new Instant(_now)));
            Compare();
        }

        internal void Poll(int time)
        {
            int now = _now = Math.Max(_now, time); // time never goes back
            var expected = new List<Node>();
            foreach (((long when, int _), int index) in _model.ToArray())
            {
                if (when > now) break;
                expected.Add(nodes[_handles[index].Node]);
                Leave(index);
            }

            var due = new List<Node>();
            _queue.CollectDue(new Instant(now), due);
            Assert.Equal(expected.Select(n => n.Rank).Order(), due.Select(n => n.Rank).Order());
            _queue.Poll(new Instant(now), executor);
            Compare();
        }

        internal void RemoveAll(int node)
        {
            for (int index = 0; index < _handles.Count; index++)
            {
                if (_handles[index].Node == node) Leave(index);
            }

            _queue.RemoveAll(nodes[node]);
            Compare();
        }

        /// <summary>Fires the remaining timers one by one, so that the next script finds no timers.</summary>
        internal void Clear()
        {
            while (_model.Count > 0)
            {
                Poll((int)_model.First().Key.When);
            }

            foreach (Node node in nodes)
            {
                _queue.RemoveAll(node); // the idle timer
                Assert.Equal(-1, node.FirstTimer);
            }
        }

        private void Enter(int index, int when)
        {
            _pending[index] = (when, _registrations);
            _model[(when, _registrations++)] = index;
        }

        private bool Leave(int index) => _pending.Remove(index, out (long, int) key) && _model.Remove(key);

        private void Compare()
        {
            Assert.Equal(_model.Count, _queue.Count);
            long next = _model.Count == 0 ? long.MaxValue : _model.First().Key.When;
            Assert.True(
                _queue.NextDeadline.UnixNanoseconds <= next, $"{_queue.NextDeadline} is after a timer at {next}.");
            Assert.Equal(_model.Count == 0, _queue.NextDeadline == Instant.MaxValue);
            _queue.AssertInvariants(executor);
        }
    }
}
