using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph.Examples;

/// <summary>
/// Standard output or standard error, which may be closed or full: that ends the process with a sentence and an exit
/// code, where an exception from inside a callback would look like a crash of the graph.
/// </summary>
/// <remarks>
/// It is in effect before Main, so no program mentions it. A reader that has left, as <c>head</c> does, is no error:
/// the console itself passes over that.
/// </remarks>
internal sealed class OutputGuard : Stream
{
    private readonly Stream _console;
    private readonly Action<string> _refused;

    private OutputGuard(Stream console, Action<string> refused) => (_console, _refused) = (console, refused);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("The console has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("The console has no position.");
        set => throw new NotSupportedException("The console has no position.");
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _console.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _refused((e.InnerException ?? e).Message);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The console is written to here, not read.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("The console has no position.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("The console has no length.");

    [ModuleInitializer]
    internal static void Install()
    {
        if (Assembly.GetEntryAssembly() != typeof(OutputGuard).Assembly) return; // a test runs parts of the program
        Console.SetError(Writer(Console.OpenStandardError(), _ => { })); // there is nowhere left to say so
        Console.SetOut(Writer(Console.OpenStandardOutput(), End));
    }

    private static StreamWriter Writer(Stream console, Action<string> refused) =>
        new(new OutputGuard(console, refused), Console.OutputEncoding) { AutoFlush = true };

    private static void End(string reason)
    {
        Console.Error.WriteLine($"Standard output takes no more text ({reason.TrimEnd('.')}): the run ends here.");
        Environment.Exit(ExitCode.Failed);
    }
}
