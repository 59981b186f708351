namespace Spaxiom.Graph;

/// <content>Min: the smallest value that has come.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// The smallest value its source has brought. Broadcasts the first value, and then whenever the source brings one
    /// that is smaller than all before.
    /// </summary>
    /// <remarks>
    /// Has no value before the source has one, which counts. Keeps the smallest value only. By default NaN is smaller
    /// than every number, as everywhere in .NET: drop it by <c>Where</c>. <c>Min</c> of Rx and R3 brings the value at
    /// the end.
    /// </remarks>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="source">Where the values come from.</param>
    /// <param name="comparer">Which of two values is smaller; by default the type's own order.</param>
    public static Node<T> Min<T>(this Node<T> source, IComparer<T>? comparer = null) =>
        ExecutorOf(source).Add(new RunningMinNode<T>(source, comparer));
}

/// <summary>The node of <see cref="NodeExtensions.Min"/>.</summary>
internal sealed class RunningMinNode<T>(Node<T> source, IComparer<T>? comparer) : ExtremumNode<T>(source, comparer)
{
    private protected override bool IsAhead(int comparison) => comparison < 0;
}
