namespace Spaxiom.Graph;

/// <summary>A value and its instant: an event of a recorded source.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Time">When the event happened.</param>
/// <param name="Value">The value of the event.</param>
public readonly record struct Timestamped<T>(Instant Time, T Value);
