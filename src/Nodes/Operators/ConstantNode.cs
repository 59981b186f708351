namespace Spaxiom.Graph;

/// <content>Constant: a source that never changes.</content>
public static partial class NodeExtensions
{
    /// <inheritdoc cref="ConstantNode{T}"/>
    /// <param name="executor">The executor that runs it.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The node's label; none by default.</param>
    public static Node<T> Constant<T>(this Executor executor, T value, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return executor.Add(new ConstantNode<T>(value) { Name = name });
    }
}

/// <summary>A value that is there from the start and stays. Never broadcasts. Keeps the value only.</summary>
/// <param name="value">The value.</param>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class ConstantNode<T>(T value) : Node<T>(value)
{
    /// <inheritdoc/>
    protected override Control OnCycle(in CycleContext context) => Control.Unchanged;
}
