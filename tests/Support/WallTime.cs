using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Tests that measure wall time: they run one at a time, and while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WallTime
{
    internal const string Name = "wall time";
}
