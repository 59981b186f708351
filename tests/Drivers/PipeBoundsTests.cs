using System.Buffers;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The capacity of a pipe, and nodes that do not consume its bytes.</summary>
public sealed class PipeBoundsTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly ScriptedStream _source = new();
    private readonly List<long> _presented = []; // lengths, in the order of the runs
    private InputPipe _pipe = null!;
    private string _end = "";

    [Fact]
    public void Source_is_not_read_before_the_first_poll()
    {
        Attach(capacity: 8, (_, _) => { });
        _source.Feed(1, 2, 3);

        Assert.Equal(0, _source.Taken);
        _runtime.RunUntil(() => _presented.Count > 0);
        Assert.Equal([3], _presented);
    }

    [Fact]
    public void Source_is_read_no_further_than_the_capacity_beyond_what_the_node_took()
    {
        long consumed = 0;
        Attach(capacity: 8, (buffer, pipe) =>
        {
            Assert.InRange(_source.Taken, buffer.Length, consumed + 8);
            long some = Math.Min(2, buffer.Length);
            consumed += some;
            pipe.AdvanceTo(buffer.GetPosition(some), buffer.GetPosition(some));
        });
        _source.Feed(new byte[100]);
        _source.End();
        _runtime.RunCycle(); // starts the pump, which may or may not be in time for this cycle

        Assert.True(SpinWait.SpinUntil(() => _source.Taken >= consumed + 8, Testing.Patience));
        Assert.Equal(consumed + 8, _source.Taken);
        _runtime.RunUntil(() => _end != "");

        Assert.Equal((100, "ended, 0 left"), (consumed, _end));
    }

    [Fact]
    public void Back_pressure_ends_as_soon_as_a_byte_was_consumed()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, () => _source, capacity: 10);
        // 10 bytes arrive at first: the two behind the first frame begin one that needs all the room.
        _source.Feed([.. FrameReader.Frame("abcdefg"), .. FrameReader.Frame("hijklmnop"), .. FrameReader.Frame("q")]);
        _source.End();

        _runtime.RunUntil(() => reader.IsEnded);

        Assert.Equal(["abcdefg", "hijklmnop", "q", "ended, 0 left"], reader.Log);
    }

    [Fact]
    public void Bytes_not_looked_at_are_presented_again_in_the_next_cycle()
    {
        Attach(capacity: 8, (buffer, pipe) => pipe.AdvanceTo(buffer.GetPosition(1), buffer.GetPosition(1)));
        _source.Feed(1, 2, 3);

        _runtime.RunUntil(() => _presented.Count >= 3);

        Assert.Equal([3, 2, 1], _presented);
    }

    [Fact]
    public void Bytes_looked_at_and_not_consumed_are_presented_again_together_with_new_ones()
    {
        Attach(capacity: 8, (buffer, pipe) => pipe.AdvanceTo(buffer.Start, buffer.End));
        _source.Feed(1, 2, 3);
        _runtime.RunUntil(() => _presented.Count == 1);
        Assert.False(_runtime.RunCycle());
        Assert.False(_runtime.Inputs.HasPendingInputs);

        _source.Feed(4);
        _runtime.RunUntil(() => _presented.Count == 2);

        Assert.Equal([3, 4], _presented);
    }

    [Fact]
    public void Node_that_answers_partially_gets_every_byte_in_order()
    {
        var bytes = new List<byte>();
        Attach(capacity: 8, (buffer, pipe) =>
        {
            byte[] some = buffer.Slice(0, Math.Min(3, buffer.Length)).ToArray();
            bytes.AddRange(some);
            pipe.AdvanceTo(buffer.GetPosition(some.Length), buffer.GetPosition(some.Length));
        });

        AssertAllArrive(bytes);
    }

    [Fact]
    public void End_of_the_source_waits_until_every_byte_was_looked_at()
    {
        int lookedAt = 0;
        Attach(capacity: 8_000, (buffer, pipe) =>
        {
            SequencePosition next = buffer.GetPosition(++lookedAt); // a byte in each cycle, and consumes none
            pipe.AdvanceTo(lookedAt == buffer.Length ? next : buffer.Start, next);
        });
        _source.Feed(new byte[6_000]);
        _source.End();

        while (!_source.HasEnded) _runtime.RunCycle();
        for (int i = 0; i < 1_000; i++) _runtime.RunCycle(); // long enough for the pump to say so
        Assert.Equal("", _end);
        _runtime.RunUntil(() => _end != "");

        Assert.Equal((6_000, "ended, 0 left"), (lookedAt, _end));
    }

    [Fact]
    public void Frame_longer_than_the_capacity_fails_the_node_and_says_so()
    {
        Attach(capacity: 8, (buffer, pipe) => pipe.AdvanceTo(buffer.Start, buffer.End), ErrorPolicy.Hold);
        var failures = new List<NodeException>();
        _runtime.Executor.NodeFailed += failures.Add;
        _source.Feed(new byte[20]);
        _source.End();

        _runtime.RunUntil(() => _end != "");

        Assert.Equal(2, failures.Count); // 8 bytes discarded, 8 more, then 4 stay as the tail
        Assert.Equal(
            $"{_pipe.Node} looked at 8 bytes without finding the end of a frame, and its pipe holds 8. The bytes were "
            + "discarded. Attach the pipe with at least the longest frame as its capacity.",
            failures[0].InnerException!.Message);
        Assert.Equal("ended, 4 left", _end);
    }

    [Fact]
    public void Node_that_never_answers_is_told_when_the_pipe_is_full()
    {
        Attach(capacity: 8, (_, _) => { });
        _source.Feed(new byte[5]);
        _runtime.RunUntil(() => _presented.Count == 1);
        _source.Feed(new byte[50]);

        _runtime.RunUntil(() => _end != "");

        Assert.Equal("failed, 8 left", _end);
        Assert.True(_source.Taken <= 8);
    }

    [Fact]
    public void Node_that_let_a_full_pipe_pass_is_told_why_in_the_next_cycle_and_the_reason_stays()
    {
        Attach(capacity: 8, (_, _) => { });
        _source.Feed(new byte[8]);
        Assert.True(SpinWait.SpinUntil(_runtime.RunCycle, Testing.Patience), "No bytes came.");

        Assert.True(_runtime.RunCycle());
        Assert.Equal("failed, 8 left", _end);
        Assert.True(SpinWait.SpinUntil(() => _runtime.Inputs.HasPendingInputs, Testing.Patience), "The pump goes on.");
        Assert.Equal(0, _runtime.RunUntilIdle());

        Assert.False(_runtime.Inputs.HasPendingInputs);
        Assert.Equal(
            $"{_pipe.Node} did not answer for 8 bytes of its pipe. Call AdvanceTo in every cycle that presents bytes.",
            _pipe.Failure!.Message);
    }

    [Fact]
    public void Node_that_looks_further_and_takes_nothing_for_a_while_gets_every_byte_later()
    {
        var bytes = new List<byte>();
        int lookedAt = 0;
        Attach(capacity: 8, (buffer, pipe) =>
        {
            if (++lookedAt < buffer.Length)
            {
                pipe.AdvanceTo(buffer.Start, buffer.GetPosition(lookedAt));
                return;
            }

            lookedAt = 0;
            bytes.AddRange(buffer.ToArray());
            pipe.AdvanceTo(buffer.End, buffer.End);
        });

        AssertAllArrive(bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Node_that_neither_consumes_nor_looks_further_is_told_why_in_the_next_cycle(int lookedAt)
    {
        Attach(
            capacity: 8,
            (buffer, pipe) => pipe.AdvanceTo(buffer.Start, buffer.GetPosition(lookedAt)),
            ErrorPolicy.Hold);
        _source.Feed(1, 2, 3);

        _runtime.RunUntil(() => _end != "");

        Assert.Equal("failed, 3 left", _end);
        Assert.Equal(lookedAt == 0 ? [3L] : [3L, 3L], _presented);
        Assert.Equal(0, _pipe.Node.Failures);
        Assert.Equal(
            $"{_pipe.Node} neither consumed any of the 3 bytes of its pipe nor looked further than before, so the same "
            + "bytes would be presented in every cycle. Consume some, or pass the end of Buffer as examined to wait "
            + "for more.",
            _pipe.Failure!.Message);
        _source.Feed(4);
        _source.End();
        Assert.Equal(0, _runtime.RunUntilIdle());
    }

    [Fact]
    public void AdvanceTo_without_bytes_or_twice_is_refused()
    {
        Attach(capacity: 8, (buffer, pipe) =>
        {
            pipe.AdvanceTo(buffer.End, buffer.End);
            Assert.Throws<InvalidOperationException>(() => pipe.AdvanceTo(buffer.End, buffer.End));
        });
        AssertRefused();

        _source.Feed(1);
        _runtime.RunUntil(() => _presented.Count == 1);
        Assert.False(_runtime.RunCycle());

        AssertRefused();
        Assert.True(_pipe.Buffer.IsEmpty);

        void AssertRefused() => Assert.Equal(
            $"AdvanceTo was called for {_pipe.Node} without bytes: none were presented in this cycle, or it was called "
            + "twice.",
            Assert.Throws<InvalidOperationException>(() => _pipe.AdvanceTo(default, default)).Message);
    }

    [Fact]
    public void Node_woken_by_something_else_finds_no_bytes()
    {
        Node<int> node = Attach(capacity: 8, (buffer, pipe) => pipe.AdvanceTo(buffer.Start, buffer.End));
        _source.Feed(1, 2);
        _runtime.RunUntil(() => _presented.Count == 1);

        _runtime.Executor.Yield(node);
        _runtime.RunUntilIdle();

        Assert.Equal([2, 0], _presented);
    }

    private Node<int> Attach(
        int capacity, Action<ReadOnlySequence<byte>, InputPipe> read, ErrorPolicy policy = ErrorPolicy.FailFast)
    {
        Node<int> node = NodeBuilder.Create(0).OnError(policy).Build(
            _runtime.Executor,
            (ref int _, in CycleContext context) =>
            {
                if (context.InputCompleted)
                {
                    _end = $"{(_pipe.Failure is null ? "ended" : "failed")}, {_pipe.Buffer.Length} left";
                    return Control.Unchanged;
                }

                _presented.Add(_pipe.Buffer.Length);
                if (!_pipe.Buffer.IsEmpty) read(_pipe.Buffer, _pipe);
                return Control.Unchanged;
            });
        _pipe = _runtime.Executor.AttachPipe(node, () => _source, capacity);
        return node;
    }

    /// <summary>Sends a hundred bytes and expects all of them, in order, and then the end.</summary>
    private void AssertAllArrive(List<byte> bytes)
    {
        byte[] sent = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        _source.Feed(sent);
        _source.End();

        _runtime.RunUntil(() => _end != "");

        Assert.Equal(sent, bytes);
        Assert.Equal("ended, 0 left", _end);
    }
}
