using System.Numerics;

namespace Spaxiom.Graph;

/// <summary>
/// Takes the numbers that a node brings, each once, whatever type they are of: readings, plain numbers, or numbers that
/// may be missing. The one place where a value becomes a <see cref="double"/>.
/// </summary>
internal abstract class NumberIntake : IStatePart
{
    private readonly ITick? _tick; // when the source is asked for values
    private bool _hasTaken; // whether a value was ever taken

    private NumberIntake(Node source)
    {
        ArgumentNullException.ThrowIfNull(source);
        (Source, _tick) = (source, (source as IPolled)?.Tick);
    }

    /// <summary>Where the numbers come from.</summary>
    internal Node Source { get; }

    /// <summary>What must wake a node that takes the numbers.</summary>
    internal Node[] Causes => _tick is null ? [Source] : [Source, _tick.Node];

    /// <summary>Whether the source has a value, whatever it is.</summary>
    internal bool HasValue => Source.HasAnyValue;

    /// <summary>
    /// How many values were no numbers to compute with: readings that were not Ok, missing ones, NaN, infinities.
    /// </summary>
    internal long Rejected { get; private set; }

    /// <summary>An intake of numbers; such as are not finite are rejected.</summary>
    internal static NumberIntake Of<T>(Node<T> source)
        where T : struct, INumber<T> => new Plain<T>(source);

    /// <summary>An intake of numbers that may be missing.</summary>
    internal static NumberIntake Of<T>(Node<T?> source)
        where T : struct, INumber<T> => new Optional<T>(source);

    /// <summary>An intake of readings; such as are not Ok are rejected.</summary>
    internal static NumberIntake Of<T>(Node<Reading<T>> source)
        where T : struct, INumber<T> => new Measured<T>(source);

    /// <summary>
    /// Takes the source's value, if it brings one in this cycle: what it broadcasts, and first the value that it has
    /// when the node is added.
    /// </summary>
    /// <param name="context">The cycle.</param>
    /// <param name="number">The number; NaN when the value was rejected.</param>
    /// <returns>False when the source brings nothing.</returns>
    internal bool TryTake(in CycleContext context, out double number)
    {
        number = double.NaN;
        if (!context.HasMutated(Source) && (_hasTaken || !HasValue)) return false;
        _hasTaken = true;
        if (TryRead(out double value) && double.IsFinite(value)) number = value;
        else Rejected++;
        return true;
    }

    /// <summary>
    /// When a node that takes the numbers must be woken by a timer to run at an instant: not at all if the tick wakes
    /// it at or before that, in which case it is asked again.
    /// </summary>
    internal Instant TimerFor(Instant due) => _tick is null || due < _tick.Next ? due : Instant.MaxValue;

    /// <inheritdoc/>
    public void OnState(StateMedium medium)
    {
        medium.Scratch(_tick);
        medium.Field(ref _hasTaken);
        long rejected = Rejected;
        medium.Field(ref rejected, nameof(Rejected));
        Rejected = rejected;
    }

    /// <summary>The number that the source has now.</summary>
    private protected abstract bool TryRead(out double number);

    /// <summary>Integers beyond 2^53 and decimals are rounded to the nearest number.</summary>
    private static double Convert<T>(T value)
        where T : struct, INumber<T> => double.CreateSaturating(value);

    private sealed class Plain<T>(Node<T> source) : NumberIntake(source)
        where T : struct, INumber<T>
    {
        private protected override bool TryRead(out double number)
        {
            number = Convert(source.Value);
            return true;
        }
    }

    private sealed class Optional<T>(Node<T?> source) : NumberIntake(source)
        where T : struct, INumber<T>
    {
        private protected override bool TryRead(out double number)
        {
            number = Convert(source.Value.GetValueOrDefault());
            return source.Value.HasValue;
        }
    }

    private sealed class Measured<T>(Node<Reading<T>> source) : NumberIntake(source)
        where T : struct, INumber<T>
    {
        private protected override bool TryRead(out double number)
        {
            ref readonly Reading<T> reading = ref source.Value;
            number = Convert(reading.Value);
            return reading.IsOk;
        }
    }
}
