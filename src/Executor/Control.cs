namespace Spaxiom.Graph;

/// <summary>What a node tells the executor at the end of its cycle function.</summary>
public enum Control : byte
{
    /// <summary>Nothing that matters to others changed: nobody is told.</summary>
    Unchanged,

    /// <summary>
    /// The value changed: the node has mutated in this epoch, and its Trigger children run in this cycle.
    /// </summary>
    Broadcast,

    /// <summary>
    /// The node and all its descendants, over both edge kinds, are removed at the end of this cycle;
    /// descendants that have not run yet do not run. Parents stay.
    /// </summary>
    Sweep,

    /// <summary>This cycle is completed, then the run ends. Timers, yields and state remain for a later run.</summary>
    Terminate,
}
