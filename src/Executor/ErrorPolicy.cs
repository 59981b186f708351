namespace Spaxiom.Graph;

/// <summary>What happens when a node throws. Every failure is counted and reported, whatever the policy.</summary>
public enum ErrorPolicy : byte
{
    /// <summary>The run ends with a <see cref="NodeException"/> and the executor stays faulted. The default.</summary>
    FailFast,

    /// <summary>
    /// The value from before the cycle (a shallow copy) is put back and the cycle counts as unchanged.
    /// </summary>
    Hold,

    /// <summary>The node and all its descendants are removed at the end of the cycle.</summary>
    Sweep,
}
