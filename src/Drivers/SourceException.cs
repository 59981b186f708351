namespace Spaxiom.Graph;

/// <summary>Says which recorded source failed, where, and why.</summary>
public sealed class SourceException : Exception
{
    internal SourceException(Node node, long position, Instant reached, string message, Exception? cause = null)
        : base(message, cause) => (NodeId, NodeName, Position, Reached) = (node.Id, node.Name, position, reached);

    /// <summary>The id of the input that the source feeds or, when the input has left, fed.</summary>
    public NodeId NodeId { get; }

    /// <summary>The label of that input, or null when it has none.</summary>
    public string? NodeName { get; }

    /// <summary>The event that was read last, from 1; 0 when none was.</summary>
    public long Position { get; }

    /// <summary>
    /// The latest instant the source had come to; when no event was read, the engine time at which it failed.
    /// </summary>
    public Instant Reached { get; }
}
