namespace Spaxiom.Graph;

/// <summary>In which order the results of work that goes on at the same time are broadcast.</summary>
public enum ResultOrder : byte
{
    /// <summary>As they arrive.</summary>
    Completion,

    /// <summary>As the values arrived that they were made of: a result waits for those before it.</summary>
    Arrival,
}
