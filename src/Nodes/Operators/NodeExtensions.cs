using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>
/// The node library: operators that read left to right, <c>temperature.Where(IsValid).Select(ToKelvin)</c>.
/// </summary>
/// <remarks>
/// Each adds its node to the executor of its source, so it can be used while building and in <c>Spawn</c>, not inside a
/// cycle. A source that is not alive is refused with an <see cref="ArgumentException"/>. An operator computes its first
/// value in the first cycle after it was added, if its sources have values by then, and it leaves with its sources.
/// A batch, a value of type <see cref="ReadOnlyMemory{T}"/>, is valid until its node broadcasts again: operators that
/// keep one longer copy it, and you do by <see cref="ReadOnlyMemory{T}.ToArray"/>.
/// </remarks>
public static partial class NodeExtensions
{
    /// <summary>The executor a new operator belongs to: that of its source, which must be alive.</summary>
    internal static Executor ExecutorOf(Node source, [CallerArgumentExpression(nameof(source))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(source, name);
        return source.Executor ?? ThrowNotAlive(source, name);
    }

    [DoesNotReturn]
    private static Executor ThrowNotAlive(Node source, string name)
    {
        string state = source.Home is null ? "has not been added to an executor" : "has left its executor";
        throw new ArgumentException(
            $"An operator was asked for on {source}, which {state}. Its source must be alive when it is added.", name);
    }
}
