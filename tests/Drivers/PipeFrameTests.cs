using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>A frame arrives whole wherever it was split; end and failure of the source arrive as such.</summary>
public sealed class PipeFrameTests
{
    private static readonly byte[] s_twoFrames = [.. FrameReader.Frame("abc"), .. FrameReader.Frame("defg")];

    private readonly TestRuntime _runtime = Testing.NewRuntime();
    private readonly ScriptedStream _source = new();

    [Fact]
    public void Two_frames_arrive_whole_however_their_bytes_are_split() // bit i: whether there is a split behind byte i
    {
        for (int splits = 0; splits < 1 << (s_twoFrames.Length - 1); splits++)
        {
            TestRuntime runtime = Testing.NewRuntime();
            var source = new ScriptedStream();
            FrameReader reader = Attach(runtime, source, capacity: 16);
            int start = 0;
            for (int i = 0; i < s_twoFrames.Length; i++)
            {
                if (i < s_twoFrames.Length - 1 && ((splits >> i) & 1) == 0) continue;
                int runs = reader.Runs;
                source.Feed(s_twoFrames[start..(i + 1)]);
                runtime.RunUntil(() => reader.Runs > runs);
                start = i + 1;
            }

            source.End();
            runtime.RunUntil(() => reader.IsEnded);

            Assert.Equal(["abc", "defg", "ended, 0 left"], reader.Log);
        }
    }

    [Fact]
    public void Frames_of_one_cut_arrive_in_one_cycle()
    {
        FrameReader reader = Attach(_runtime, _source, capacity: 16);

        _source.Feed(s_twoFrames);
        _runtime.RunUntil(() => reader.Log.Count > 0);

        Assert.Equal((1, 1L), (reader.Runs, _runtime.Executor.Epoch));
        Assert.Equal(["abc", "defg"], reader.Log);
    }

    [Fact]
    public void Frame_of_exactly_the_capacity_arrives()
    {
        FrameReader reader = Attach(_runtime, _source, capacity: 5);

        _source.Feed([.. FrameReader.Frame("abcd"), .. FrameReader.Frame("efgh"), .. FrameReader.Frame("ij")]);
        _source.End();
        _runtime.RunUntil(() => reader.IsEnded);

        Assert.Equal(["abcd", "efgh", "ij", "ended, 0 left"], reader.Log);
    }

    [Fact]
    public void Source_that_ends_without_a_byte_is_told_as_an_end()
    {
        FrameReader reader = Attach(_runtime, _source);

        _source.End();
        _runtime.RunUntil(() => reader.IsEnded);

        Assert.Equal(["ended, 0 left"], reader.Log);
        Assert.True(reader.Pipe!.IsCompleted);
        Assert.Null(reader.Pipe.Failure);
    }

    [Fact]
    public void Source_that_ends_within_a_frame_leaves_the_truncated_tail_to_the_last_run()
    {
        FrameReader reader = Attach(_runtime, _source);

        _source.Feed([.. FrameReader.Frame("abc"), 9, 1, 2]);
        _source.End();
        _runtime.RunUntil(() => reader.IsEnded);

        Assert.Equal(["abc", "ended, 3 left"], reader.Log);
    }

    [Fact]
    public void Failure_of_the_source_arrives_once_behind_the_bytes_before_it()
    {
        FrameReader reader = Attach(_runtime, _source);

        _source.Feed(s_twoFrames);
        _source.Fail(new IOException("the cable is out"));
        Assert.Null(reader.Pipe!.Failure);
        _runtime.RunUntil(() => reader.IsEnded);
        _runtime.RunUntilIdle();

        Assert.Equal(["abc", "defg", "failed: the cable is out"], reader.Log);
        Assert.IsType<IOException>(reader.Pipe.Failure);
    }

    [Fact]
    public void Failure_of_the_source_is_not_to_be_seen_before_the_node_is_told()
    {
        FrameReader reader = Attach(_runtime, _source);
        _source.Feed(s_twoFrames);
        _runtime.RunUntil(() => reader.Log.Count > 0); // now the pump waits for more
        InputPipe pipe = reader.Pipe!;

        _source.Fail(new IOException("the cable is out"));
        Assert.True(
            SpinWait.SpinUntil(() => _runtime.Inputs.HasPendingInputs, Testing.Patience), "No failure was noticed.");

        Assert.Equal((false, null), (pipe.IsCompleted, pipe.Failure));
        _runtime.RunUntilIdle();
        Assert.True(pipe.IsCompleted);
        Assert.IsType<IOException>(pipe.Failure);
    }

    [Fact]
    public void Frames_arrive_one_byte_at_a_time_through_a_pipe_of_the_system()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);

        AssertArrivesByteByByte(
            (executor, node) => executor.AttachPipe(node, () => reader, capacity: 16),
            one =>
            {
                writer.Write(one);
                writer.Flush();
            },
            writer.Dispose);
    }

    [Fact]
    public void Frames_arrive_one_byte_at_a_time_through_a_loopback_socket()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var client = new TcpClient { NoDelay = true };
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        Socket server = listener.AcceptSocket();

        AssertArrivesByteByByte(
            (executor, node) => executor.AttachPipe(node, server, capacity: 16),
            one => client.GetStream().Write(one),
            client.Dispose);
    }

    private static void AssertArrivesByteByByte(
        Func<Executor, Node, InputPipe> attach, Action<byte[]> write, Action end)
    {
        const int Repeats = 50;
        var runtime = new RealtimeRuntime(ExecutionMode.Park).Checked();
        FrameReader reader = runtime.Executor.Add(new FrameReader());
        reader.Pipe = attach(runtime.Executor, reader);

        Task run = runtime.RunAsync();
        for (int i = 0; i < Repeats; i++)
        {
            foreach (byte one in s_twoFrames) write([one]);
        }

        end();
        Testing.AwaitEnd(run);

        string[] frames = [.. Enumerable.Repeat<string[]>(["abc", "defg"], Repeats).SelectMany(pair => pair)];
        Assert.Equal([.. frames, "ended, 0 left"], reader.Log);
    }

    private static FrameReader Attach(TestRuntime runtime, ScriptedStream source, int capacity = 64)
    {
        FrameReader reader = runtime.Executor.Add(new FrameReader());
        reader.Pipe = runtime.Executor.AttachPipe(reader, () => source, capacity);
        return reader;
    }
}
