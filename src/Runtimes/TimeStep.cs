namespace Spaxiom.Graph;

/// <summary>A step of live engine time: after a pause of the whole machine it follows the wall clock at once.</summary>
/// <param name="From">Engine time before the step.</param>
/// <param name="To">Engine time after it; always later.</param>
public readonly record struct TimeStep(Instant From, Instant To);
