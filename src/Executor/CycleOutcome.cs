namespace Spaxiom.Graph;

/// <summary>What came of the last poll.</summary>
internal enum CycleOutcome : byte
{
    /// <summary>Nothing was ready: there was no cycle.</summary>
    Idle,

    /// <summary>A cycle ran.</summary>
    Ran,

    /// <summary>A cycle ran, and a node asked for the run to end.</summary>
    Terminated,
}
