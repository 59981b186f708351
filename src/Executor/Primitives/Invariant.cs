namespace Spaxiom.Graph;

/// <summary>Checks of the whole state. Tests run them after every cycle.</summary>
internal static class Invariant
{
    /// <summary>Throws unless the condition holds.</summary>
    internal static void Holds(bool condition, string sentence)
    {
        if (!condition) throw new InvalidOperationException($"An invariant of the engine is broken: {sentence}");
    }
}
