namespace Spaxiom.Graph.Bench;

/// <summary>How the nodes of a shape are written.</summary>
internal enum NodeStyle
{
    /// <summary>A class derived from <see cref="Node{T}"/>, the same for all nodes.</summary>
    Derived,

    /// <summary>A lambda handed to <see cref="NodeBuilder"/>, the same for all nodes.</summary>
    Lambda,

    /// <summary>An operator of the library, <c>Select</c>, the same for all nodes.</summary>
    Select,

    /// <summary>Four derived classes in turn.</summary>
    Mixed,

    /// <summary>Four lambdas in turn.</summary>
    MixedLambda,

    /// <summary>
    /// Four derived classes in an order that looks random, so that no short pattern predicts the next call.
    /// </summary>
    Shuffled,
}
