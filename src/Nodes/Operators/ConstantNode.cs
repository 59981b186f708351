namespace Spaxiom.Graph;

/// <content>Constant: a source that never changes.</content>
public static partial class NodeExtensions
{
    /// <summary>
    /// A value that is there from the start and stays. Never broadcasts. Keeps the value only.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="executor">The executor that runs it.</param>
    /// <param name="value">The value.</param>
    public static Node<T> Constant<T>(this Executor executor, T value)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new ConstantNode<T>(value));
    }
}

/// <summary>The node of <see cref="NodeExtensions.Constant"/>.</summary>
internal sealed class ConstantNode<T>(T value) : Node<T>(value)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
}
