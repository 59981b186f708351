namespace Spaxiom.Graph;

/// <summary>
/// The work of a cycle besides running its nodes. All of it is in one byte, so that a cycle without any looks once.
/// </summary>
[Flags]
internal enum Attention : byte
{
    /// <summary>There is nothing.</summary>
    None,

    /// <summary>A failure is to be reported, or there is a fault.</summary>
    Reports = 1,

    /// <summary>A node wants its effect.</summary>
    Effects = 2,

    /// <summary>A node is to leave, or has left a gap.</summary>
    Removals = 4,

    /// <summary>Graph building was asked for.</summary>
    Spawns = 8,

    /// <summary>A node asked for the end of the run.</summary>
    End = 16,

    /// <summary>Some values held for the last cycle only.</summary>
    Expiry = 32,

    /// <summary>The runtime, which runs the cycles, wants control back.</summary>
    Interrupt = 64,

    /// <summary>The whole state is checked after every cycle, as tests do.</summary>
    Checks = 128,

    /// <summary>The work of steps 3 to 5 or, between cycles, before the next poll.</summary>
    Steps = Reports | Effects | Removals | Spawns,
}
