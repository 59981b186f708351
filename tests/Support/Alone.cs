using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Tests that count what their thread allocates run alone: a collection that another test causes takes the rest of the
/// thread's allocation block away, which would count as allocated.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
