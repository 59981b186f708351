namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>How a run went.</summary>
/// <param name="Summary">What the graph saw.</param>
/// <param name="Cycles">Cycles the engine made.</param>
/// <param name="BadRows">Malformed rows that were left out.</param>
/// <param name="Completed">Whether every row went through; false if the run was stopped before.</param>
/// <param name="LiveSpeed">How many times faster than the wall clock a live run went; null for a replay.</param>
internal sealed record RunResult(Summary Summary, long Cycles, long BadRows, bool Completed, double? LiveSpeed);
