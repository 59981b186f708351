namespace Spaxiom.Graph;

/// <summary>How the items that wait at an input reach its node.</summary>
public enum Delivery : byte
{
    /// <summary>All items of the cut in one cycle.</summary>
    Burst,

    /// <summary>
    /// One item per cycle; the rest is carried over to the following cycles and still occupies capacity.
    /// </summary>
    Each,

    /// <summary>Only the newest item of the cut; the older ones are superseded.</summary>
    Latest,
}
