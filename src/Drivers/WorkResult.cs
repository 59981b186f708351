using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Spaxiom.Graph;

/// <summary>How a piece of background work ended.</summary>
/// <typeparam name="TResult">The type of its result.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct WorkResult<TResult>
{
    private readonly TResult _value;

    internal WorkResult(long id, TResult value, Exception? failure) => (Id, _value, Failure) = (id, value, failure);

    /// <summary>What <c>BackgroundWork.Start</c> returned for it.</summary>
    public long Id { get; }

    /// <summary>
    /// Why it failed: what it threw, an <see cref="OperationCanceledException"/> when it gave in to a cancellation.
    /// Null when it succeeded.
    /// </summary>
    public Exception? Failure { get; }

    /// <summary>Its result. Throws its failure, when it failed.</summary>
    public TResult Value
    {
        get
        {
            if (Failure is not null) ExceptionDispatchInfo.Throw(Failure);
            return _value;
        }
    }

    /// <summary>The number of the piece, and its result or its failure's message.</summary>
    public override string ToString() => $"#{Id}: {(Failure is null ? _value : Failure.Message)}";
}
