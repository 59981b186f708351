namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>The run reached its end.</summary>
    public const int Done = 0;

    /// <summary>Something unforeseen went wrong, in the program or in the machine.</summary>
    public const int Failed = 1;

    /// <summary>An option or the recording cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped before the end; as shells report Ctrl-C.</summary>
    public const int Stopped = 130;
}
