namespace Spaxiom.Graph;

/// <summary>Why the run loop must not simply run a ready node.</summary>
[Flags]
internal enum NodeFlags : byte
{
    /// <summary>Nothing special: run it.</summary>
    None,

    /// <summary>The node will leave at the end of the cycle and must not run any more.</summary>
    Doomed = 1,

    /// <summary>The node's value is put back when it throws.</summary>
    Holds = 2,
}
