namespace Spaxiom.Graph;

/// <summary>The four kinds of overlap.</summary>
internal enum OverlapKind : byte
{
    /// <summary>What is new is skipped.</summary>
    Skip,

    /// <summary>What is new waits.</summary>
    Queue,

    /// <summary>What is new takes the place of what is going on.</summary>
    Restart,

    /// <summary>What is new goes on at the same time.</summary>
    Parallel,
}
