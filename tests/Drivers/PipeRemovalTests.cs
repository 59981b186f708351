using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A pipe leaves with its node, and closes its source.</summary>
public sealed class PipeRemovalTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Removal_while_reading_closes_the_source(bool heedsCancellation)
    {
        var source = new ScriptedStream { HeedsCancellation = heedsCancellation };
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, () => source, capacity: 8);
        source.Feed(FrameReader.Frame("abc"));
        _runtime.RunUntil(() => reader.Log.Count == 1); // now the pump waits for more

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();
        source.Feed(FrameReader.Frame("late"));

        Assert.Equal(1, source.Disposals);
        Assert.Equal(0, _runtime.RunUntilIdle());
        Assert.Equal(["abc"], reader.Log);
        Assert.Null(reader.Pipe.Failure);
    }

    [Fact]
    public void Removal_inside_the_cycle_that_presents_bytes_closes_the_source()
    {
        var source = new ScriptedStream();
        InputPipe? pipe = null;
        Node<int> node = NodeBuilder.Create(0).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => Control.Sweep);
        pipe = _runtime.Executor.AttachPipe(node, () => source);
        source.Feed(1, 2, 3);

        _runtime.RunUntil(() => !node.IsAlive);

        Assert.Equal(1, source.Disposals);
        Assert.True(pipe.Buffer.IsEmpty);
        Assert.Equal(0, _runtime.RunUntilIdle());
    }

    [Fact]
    public void Dispose_of_the_runtime_closes_the_source()
    {
        var source = new ScriptedStream();
        AttachAndRead(source);

        _runtime.Dispose();

        Assert.Equal(1, source.Disposals);
    }

    [Fact]
    public void Fault_closes_the_source_and_the_end_of_the_runtime_does_not_do_so_again()
    {
        var source = new ScriptedStream();
        Node<int> node = NodeBuilder.Create(0).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => throw new InvalidDataException());
        _runtime.Executor.AttachPipe(node, () => source);
        source.Feed(1);

        Assert.Throws<NodeException>(() => _runtime.RunUntil(() => false));
        Assert.Equal(1, source.Disposals);
        _runtime.Dispose();

        Assert.Equal(1, source.Disposals);
    }

    [Fact]
    public void Source_that_cannot_be_closed_does_not_stop_the_removal_and_is_reported()
    {
        var failures = new List<NodeException>();
        _runtime.Executor.NodeFailed += failures.Add;
        FrameReader reader = AttachAndRead(new ScriptedStream { DisposalError = new IOException("it is stuck") });

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();

        Assert.False(reader.IsAlive);
        Assert.Equal("it is stuck", Assert.Single(failures).InnerException!.Message);
        Assert.Equal("it is stuck", reader.Pipe!.Failure!.Message);
    }

    [Fact]
    public void Attaching_opens_nothing_until_a_run_starts()
    {
        int opened = 0;
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, Open);
        Thread.Sleep(10);
        Assert.Equal(0, Volatile.Read(ref opened));

        _runtime.RunUntil(() => reader.IsEnded);
        _runtime.RunUntilIdle();

        Assert.Equal(1, opened);

        Stream Open()
        {
            Interlocked.Increment(ref opened);
            return Stream.Null;
        }
    }

    [Fact]
    public void Failure_of_opening_arrives_as_the_failure_of_the_pipe()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, () => throw new IOException("no such port"));

        _runtime.RunUntil(() => reader.IsEnded);

        Assert.Equal(["failed: no such port"], reader.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Source_that_cannot_be_read_is_such_a_failure(bool isNull)
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        var closed = new ScriptedStream();
        closed.Dispose();
        reader.Pipe = _runtime.Executor.AttachPipe(reader, () => isNull ? null! : closed);

        _runtime.RunUntil(() => reader.IsEnded);

        string expected = isNull
            ? $"failed: The pipe of {reader} has no source: what should open it returned null."
            : $"failed: {reader} cannot read {closed}: the stream is closed or not readable. Open a readable one.";
        Assert.Equal([expected], reader.Log);
    }

    [Fact]
    public void Source_that_is_still_being_opened_when_the_node_leaves_is_closed_afterwards()
    {
        using ManualResetEventSlim opening = new(), goOn = new();
        var source = new ScriptedStream();
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, Open);
        _runtime.RunUntilIdle();
        Assert.True(opening.Wait(Testing.Patience));

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();
        Assert.Equal(0, source.Disposals);
        goOn.Set();

        Assert.True(SpinWait.SpinUntil(() => source.Disposals == 1, Testing.Patience), "The source was not closed.");

        Stream Open()
        {
            opening.Set();
            goOn.Wait();
            return source;
        }
    }

    [Fact]
    public void Pipe_attached_to_a_removed_node_is_dead_and_opens_nothing()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();

        _runtime.Executor.AttachPipe(reader, () => throw new IOException("It was opened."));

        Assert.Equal(0, _runtime.RunUntilIdle());
    }

    [Fact]
    public void Socket_is_closed_when_the_node_leaves()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        Socket server = listener.AcceptSocket();
        reader.Pipe = _runtime.Executor.AttachPipe(reader, server);
        _runtime.RunUntilIdle();
        Assert.False(server.SafeHandle.IsClosed);

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();

        Assert.True(server.SafeHandle.IsClosed);
    }

    [Fact]
    public void Socket_that_is_not_connected_is_refused()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Throws<IOException>(() => _runtime.Executor.AttachPipe(reader, socket));
    }

    /// <summary>Attaches a source and returns once the node has read a frame of it.</summary>
    private FrameReader AttachAndRead(ScriptedStream source)
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, () => source);
        source.Feed(FrameReader.Frame("abc"));
        _runtime.RunUntil(() => reader.Log.Count == 1);
        return reader;
    }
}
