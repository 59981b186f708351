using System.Runtime.InteropServices;

namespace Spaxiom.Graph.Examples;

/// <summary>Turns the first Ctrl-C or SIGTERM into a request to stop; a second one ends the process as usual.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new(); // never disposed: a late signal may still find it
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode = Examples.ExitCode.Interrupted;

    /// <summary>Listens until disposed.</summary>
    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Request);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Request);
    }

    /// <summary>Cancelled once a stop was asked for.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What a run that was stopped tells the shell: which signal it was.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Request(PosixSignalContext signal)
    {
        if (_stop.IsCancellationRequested) return; // the second one

        signal.Cancel = true;
        if (signal.Signal == PosixSignal.SIGTERM) Volatile.Write(ref _exitCode, Examples.ExitCode.Terminated);
        _stop.Cancel();
    }
}
