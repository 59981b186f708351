namespace Spaxiom.Graph;

/// <summary>Where an executor is: between cycles, or in one of a cycle's five steps.</summary>
internal enum Step : byte
{
    /// <summary>Between cycles.</summary>
    Between,

    /// <summary>Inputs, yields and timers make nodes ready.</summary>
    Poll,

    /// <summary>Ready nodes run.</summary>
    Run,

    /// <summary>What must see a finished cycle runs.</summary>
    Effects,

    /// <summary>Removed nodes leave.</summary>
    Sweep,

    /// <summary>Deferred graph building runs.</summary>
    Spawn,
}
