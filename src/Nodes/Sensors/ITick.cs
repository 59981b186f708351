namespace Spaxiom.Graph;

/// <summary>A node that broadcasts at instants that are known before, whatever else happens.</summary>
internal interface ITick
{
    /// <summary>The node itself.</summary>
    Node Node { get; }

    /// <summary>
    /// The first instant after the present cycle at which it broadcasts; <see cref="Instant.MaxValue"/> when it is not
    /// known.
    /// </summary>
    Instant Next { get; }
}
