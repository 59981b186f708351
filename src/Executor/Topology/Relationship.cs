namespace Spaxiom.Graph;

/// <summary>The kind of an edge. With both kinds the child runs after the parent.</summary>
public enum Relationship : byte
{
    /// <summary>The child runs when the parent broadcasts.</summary>
    Trigger,

    /// <summary>
    /// The child reads the parent, and always sees this cycle's value. The child does not run because of the parent.
    /// </summary>
    Observe,
}
