namespace Spaxiom.Graph;

/// <summary>What makes two windows of one source the same.</summary>
internal abstract record WindowKey;

/// <summary>What makes two windows of samples the same.</summary>
/// <param name="Length">How far they reach back; null if they have a count.</param>
/// <param name="Options">What else was asked.</param>
/// <param name="Count">How many samples they hold; null if they have a length.</param>
internal sealed record SampleKey(WindowLength? Length, WindowOptions Options, int? Count = null) : WindowKey;

/// <summary>What makes two windows of a held signal the same.</summary>
/// <param name="Length">How far they reach back.</param>
/// <param name="Options">What else was asked.</param>
internal sealed record HeldKey(WindowLength Length, HeldOptions Options) : WindowKey;

/// <summary>What makes two windows of pairs the same.</summary>
/// <param name="Other">Where the second number of each pair comes from.</param>
/// <param name="Samples">What makes them the same besides.</param>
internal sealed record PairKey(Node Other, SampleKey Samples) : WindowKey;
