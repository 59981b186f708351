namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What can happen in the office.</summary>
internal enum OfficeEvent
{
    /// <summary>Somebody has come in.</summary>
    Occupied,

    /// <summary>The last one has gone.</summary>
    Vacated,

    /// <summary>The air has become stuffy.</summary>
    Stuffy,

    /// <summary>The air is fresh again.</summary>
    Fresh,
}
