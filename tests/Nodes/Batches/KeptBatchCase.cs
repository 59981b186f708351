namespace Spaxiom.Graph.Tests;

/// <summary>A case of <see cref="KeptBatchTests"/>.</summary>
/// <param name="Build">Builds an operator, or several, over batches.</param>
/// <param name="Expected">What it broadcasts, and when.</param>
internal sealed record KeptBatchCase(
    Func<Node<ReadOnlyMemory<int>>, Node<ReadOnlyMemory<int>>> Build, params string[] Expected);
