namespace Spaxiom.Graph;

/// <content>Max: the largest value that has come.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The largest value its source has brought. Broadcasts the first value, and then whenever the source brings one
    /// that is larger than all before.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one, which counts. Keeps the largest value only. By default NaN is smaller
    /// than every number, as everywhere in .NET. <c>Max</c> of Rx and R3 brings the value at the end.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="comparer">Which of two values is larger; by default the type's own order.</param>
    public static Node<T> Max<T>(this Node<T> source, IComparer<T>? comparer = null) =>
        ExecutorOf(source).Add(new RunningMaxNode<T>(source, comparer));
}

/// <summary>The node of <see cref="NodeExtensions.Max"/>.</summary>
internal sealed class RunningMaxNode<T>(Node<T> source, IComparer<T>? comparer) : ExtremumNode<T>(source, comparer)
{
    private protected override bool IsAhead(int comparison) => comparison > 0;
}
