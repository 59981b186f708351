using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A pipe goes with its node, and closes its source unless told to leave it open.</summary>
public sealed class PipeRemovalTests
{
    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Removal_while_reading_closes_the_source_unless_it_is_left_open(bool leaveOpen, bool heedsCancellation)
    {
        var source = new ScriptedStream { HeedsCancellation = heedsCancellation };
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, source, capacity: 8, leaveOpen);
        source.Feed(FrameReader.Frame("abc"));
        _runtime.RunUntil(() => reader.Log.Count == 1); // now the pump waits for more

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();
        source.Feed(FrameReader.Frame("late"));

        Assert.Equal(leaveOpen ? 0 : 1, source.Disposals);
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
        pipe = _runtime.Executor.AttachPipe(node, source);
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
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, source);
        _runtime.RunUntilIdle();

        _runtime.Dispose();

        Assert.Equal(1, source.Disposals);
    }

    [Fact]
    public void Fault_closes_the_source_and_the_end_of_the_runtime_does_not_do_so_again()
    {
        var source = new ScriptedStream();
        Node<int> node = NodeBuilder.Create(0).Build(
            _runtime.Executor, (ref int _, in CycleContext _) => throw new InvalidDataException());
        _runtime.Executor.AttachPipe(node, source);
        _runtime.Executor.Yield(node);

        Assert.Throws<NodeException>(() => _runtime.RunCycle());
        Assert.Equal(1, source.Disposals);
        _runtime.Dispose();

        Assert.Equal(1, source.Disposals);
    }

    [Fact]
    public void Source_that_cannot_be_closed_does_not_stop_the_removal_and_is_reported()
    {
        var failures = new List<NodeException>();
        _runtime.Executor.NodeFailed += failures.Add;
        var source = new ScriptedStream { DisposalError = new IOException("it is stuck") };
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        reader.Pipe = _runtime.Executor.AttachPipe(reader, source);

        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();

        Assert.False(reader.IsAlive);
        Assert.Equal("it is stuck", Assert.Single(failures).InnerException!.Message);
    }

    [Fact]
    public void Pipe_attached_to_a_removed_node_is_dead_and_closes_its_source()
    {
        var source = new ScriptedStream();
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        _runtime.Executor.Sweep(reader);
        _runtime.RunUntilIdle();

        _runtime.Executor.AttachPipe(reader, source);

        Assert.Equal(1, source.Disposals);
    }

    [Fact]
    public void Stream_that_cannot_be_read_is_refused()
    {
        FrameReader reader = _runtime.Executor.Add(new FrameReader());
        var closed = new ScriptedStream();
        closed.Dispose();

        ArgumentException error = Assert.Throws<ArgumentException>(() => _runtime.Executor.AttachPipe(reader, closed));
        Assert.Contains("closed or not readable", error.Message, StringComparison.Ordinal);
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
}
