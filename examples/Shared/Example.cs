namespace Spaxiom.Graph.Examples;

/// <summary>A program from its first instant to its exit code.</summary>
internal static class Example
{
    /// <summary>Runs a program, and turns Ctrl-C and SIGTERM into a request to stop from the start.</summary>
    /// <param name="complain">Writes a sentence to standard error.</param>
    /// <param name="body">The program. It is done when asked to stop, or throws that it was.</param>
    /// <returns>What <paramref name="body"/> returned, or an <see cref="ExitCode"/> that says how it failed.</returns>
    public static int Run(Action<string> complain, Func<StopSignals, int> body)
    {
        using var signals = new StopSignals();
        try
        {
            return body(signals);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            complain("Stopped before the first result, as asked.");
            return signals.ExitCode;
        }
        catch (Exception e)
        {
            BadInputException? badInput = CauseOf(e);
            complain(badInput?.Message ?? $"The run ended with an error: {e.Message}");
            return badInput is null ? ExitCode.Failed : ExitCode.BadInput;
        }
    }

    /// <summary>The bad input behind an error: what reads it may have said where in the graph it was.</summary>
    private static BadInputException? CauseOf(Exception? e)
    {
        while (e is not (null or BadInputException)) e = e.InnerException;
        return (BadInputException?)e;
    }
}
