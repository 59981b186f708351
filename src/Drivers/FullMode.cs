namespace Spaxiom.Graph;

/// <summary>What happens to an item that is sent to a full channel.</summary>
public enum FullMode : byte
{
    /// <summary><c>TrySend</c> answers false and <c>Send</c> waits for room: nothing is lost.</summary>
    Wait,

    /// <summary>The oldest waiting item is discarded and counted: a sender never waits.</summary>
    DropOldest,
}
