namespace Spaxiom.Graph.Examples;

/// <summary>Something that came in from outside cannot be used: an option or a file. The message is a sentence for the
/// person at the keyboard; the program prints it and ends with exit code 2.</summary>
internal sealed class BadInputException(string message) : Exception(message);
