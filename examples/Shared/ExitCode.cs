namespace Spaxiom.Graph.Examples;

/// <summary>What a program tells the shell. After a signal it is that of <see cref="StopSignals.ExitCode"/>.</summary>
internal static class ExitCode
{
    /// <summary>The run reached its end.</summary>
    public const int Done = 0;

    /// <summary>Something unforeseen went wrong, in the program or in the machine.</summary>
    public const int Failed = 1;

    /// <summary>An option or a file cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped before the end by Ctrl-C; 128 and the number of the signal, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped before the end by SIGTERM; likewise.</summary>
    public const int Terminated = 143;
}
