namespace Spaxiom.Graph;

/// <summary>What became of a send.</summary>
internal enum Admission : byte
{
    /// <summary>Nothing was taken, and never will be.</summary>
    Refused,

    /// <summary>Nothing was taken, as there is no room now.</summary>
    Full,

    /// <summary>Everything was taken.</summary>
    Taken,
}
