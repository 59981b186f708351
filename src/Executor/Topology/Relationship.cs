namespace Spaxiom.Graph;

/// <summary>The kind of an edge from a parent to a child. Both kinds make the child run after the parent.</summary>
public enum Relationship : byte
{
    /// <summary>The child runs when the parent broadcasts.</summary>
    Trigger,

    /// <summary>
    /// The child only reads the parent, and always sees this cycle's value; the parent never makes it run.
    /// </summary>
    Observe,
}
