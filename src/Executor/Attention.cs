namespace Spaxiom.Graph;

/// <summary>
/// What a cycle has to see to besides its nodes. All of it stands in one byte, so that a cycle without any looks once.
/// </summary>
[Flags]
internal enum Attention : byte
{
    /// <summary>There is nothing.</summary>
    None,

    /// <summary>Something may be to do in steps 3 to 5, or before the next poll.</summary>
    Steps = 1,

    /// <summary>Some values held for the last cycle only.</summary>
    Expiry = 2,

    /// <summary>The runtime, which runs the cycles, wants control back.</summary>
    Caller = 4,

    /// <summary>The whole state is checked after every cycle, as tests do.</summary>
    Checks = 8,
}
