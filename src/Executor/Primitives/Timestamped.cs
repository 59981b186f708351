namespace Spaxiom.Graph;

/// <summary>A value and the instant it belongs to: an event of a recorded source.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Time">When it happened.</param>
/// <param name="Value">What happened.</param>
public readonly record struct Timestamped<T>(Instant Time, T Value);
