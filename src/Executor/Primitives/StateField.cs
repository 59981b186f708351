namespace Spaxiom.Graph;

/// <summary>What a visited field is.</summary>
internal enum StateRole
{
    /// <summary>State: it is saved and loaded.</summary>
    Field,

    /// <summary>A parameter: it is compared.</summary>
    Constant,

    /// <summary>No state: it follows from other fields or is empty between cycles.</summary>
    Scratch,

    /// <summary>A piece with fields of its own, which follow.</summary>
    Part,
}

/// <summary>A field that was visited.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Name">Its name, after those of the parts it is in.</param>
/// <param name="Type">The type it is declared with.</param>
/// <param name="Text">What it holds, as people read it.</param>
/// <param name="Caveat">What is not as it was after a load; null when all is.</param>
internal readonly record struct StateField(StateRole Role, string Name, Type Type, string Text, string? Caveat);
