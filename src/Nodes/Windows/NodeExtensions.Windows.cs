using System.Globalization;
using System.Numerics;

namespace Spaxiom.Graph;

/// <content>Windows: what a source has brought of late, and what is computed from it.</content>
public static partial class NodeExtensions
{
    /// <summary>The samples that a source has brought within a length of time, of which each counts once.</summary>
    /// <remarks>See <see cref="SampleWindow"/> for what belongs to it and when it leaves.</remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Where the samples come from: readings, numbers, or numbers that may be missing.</param>
    /// <param name="length">How far the window reaches back; longer than zero.</param>
    /// <param name="options">What else it is told.</param>
    /// <exception cref="ArgumentException">
    /// The capacity is less than what the source is known to bring, or is given together with steps; or the steps are
    /// longer than the window.
    /// </exception>
    public static SampleWindow Window<T>(this Node<Reading<T>> source, TimeSpan length, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), length, options);

    /// <inheritdoc cref="Window{T}(Node{Reading{T}}, TimeSpan, WindowOptions)"/>
    public static SampleWindow Window<T>(this Node<T> source, TimeSpan length, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), length, options);

    /// <inheritdoc cref="Window{T}(Node{Reading{T}}, TimeSpan, WindowOptions)"/>
    public static SampleWindow Window<T>(this Node<T?> source, TimeSpan length, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), length, options);

    /// <summary>The newest samples of a source, up to a number, of which each counts once.</summary>
    /// <remarks>See <see cref="SampleWindow"/>. A sample leaves when so many have followed it.</remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Where the samples come from: readings, numbers, or numbers that may be missing.</param>
    /// <param name="count">How many samples the window holds, from 1.</param>
    /// <param name="options">What else it is told: neither a capacity, which is the count, nor steps.</param>
    /// <exception cref="ArgumentException">Options were given that have no meaning here.</exception>
    public static SampleWindow Window<T>(this Node<Reading<T>> source, int count, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), count, options);

    /// <inheritdoc cref="Window{T}(Node{Reading{T}}, int, WindowOptions)"/>
    public static SampleWindow Window<T>(this Node<T> source, int count, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), count, options);

    /// <inheritdoc cref="Window{T}(Node{Reading{T}}, int, WindowOptions)"/>
    public static SampleWindow Window<T>(this Node<T?> source, int count, WindowOptions? options = null)
        where T : struct, INumber<T> => WindowOf(source, () => NumberIntake.Of(source), count, options);

    /// <summary>What a source has been within a length of time, each value weighted by how long it held.</summary>
    /// <remarks>See <see cref="HeldWindow"/> for what belongs to it and when it leaves.</remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">The signal: readings, numbers, or numbers that may be missing.</param>
    /// <param name="length">How far the window reaches back; longer than zero.</param>
    /// <param name="options">What else it is told.</param>
    public static HeldWindow Held<T>(this Node<Reading<T>> source, TimeSpan length, HeldOptions? options = null)
        where T : struct, INumber<T> => HeldOf(source, () => NumberIntake.Of(source), length, options);

    /// <inheritdoc cref="Held{T}(Node{Reading{T}}, TimeSpan, HeldOptions)"/>
    public static HeldWindow Held<T>(this Node<T> source, TimeSpan length, HeldOptions? options = null)
        where T : struct, INumber<T> => HeldOf(source, () => NumberIntake.Of(source), length, options);

    /// <inheritdoc cref="Held{T}(Node{Reading{T}}, TimeSpan, HeldOptions)"/>
    public static HeldWindow Held<T>(this Node<T?> source, TimeSpan length, HeldOptions? options = null)
        where T : struct, INumber<T> => HeldOf(source, () => NumberIntake.Of(source), length, options);

    /// <summary>Pairs of numbers of two sources within a length of time.</summary>
    /// <remarks>See <see cref="PairWindow"/> for when a pair is taken and when it leaves.</remarks>
    /// <typeparam name="T1">The type of the first source's numbers.</typeparam>
    /// <typeparam name="T2">The type of the second source's numbers.</typeparam>
    /// <param name="first">Where the first number of each pair comes from.</param>
    /// <param name="second">Where the second one comes from.</param>
    /// <param name="length">How far the window reaches back; longer than zero.</param>
    /// <param name="options">What else it is told; there are no steps.</param>
    /// <exception cref="ArgumentException">The options ask for steps.</exception>
    public static PairWindow PairWith<T1, T2>(
        this Node<Reading<T1>> first, Node<Reading<T2>> second, TimeSpan length, WindowOptions? options = null)
        where T1 : struct, INumber<T1>
        where T2 : struct, INumber<T2> =>
        PairsOf(first, second, () => (NumberIntake.Of(first), NumberIntake.Of(second)), KeyOf(length, options));

    /// <inheritdoc cref="PairWith{T1, T2}(Node{Reading{T1}}, Node{Reading{T2}}, TimeSpan, WindowOptions)"/>
    public static PairWindow PairWith<T1, T2>(
        this Node<T1> first, Node<T2> second, TimeSpan length, WindowOptions? options = null)
        where T1 : struct, INumber<T1>
        where T2 : struct, INumber<T2> =>
        PairsOf(first, second, () => (NumberIntake.Of(first), NumberIntake.Of(second)), KeyOf(length, options));

    /// <summary>The newest pairs of numbers of two sources, up to a number.</summary>
    /// <remarks>See <see cref="PairWindow"/> for when a pair is taken.</remarks>
    /// <typeparam name="T1">The type of the first source's numbers.</typeparam>
    /// <typeparam name="T2">The type of the second source's numbers.</typeparam>
    /// <param name="first">Where the first number of each pair comes from.</param>
    /// <param name="second">Where the second one comes from.</param>
    /// <param name="count">How many pairs the window holds, from 1.</param>
    /// <param name="options">What else it is told: neither a capacity, which is the count, nor steps.</param>
    /// <exception cref="ArgumentException">Options were given that have no meaning here.</exception>
    public static PairWindow PairWith<T1, T2>(
        this Node<Reading<T1>> first, Node<Reading<T2>> second, int count, WindowOptions? options = null)
        where T1 : struct, INumber<T1>
        where T2 : struct, INumber<T2> =>
        PairsOf(first, second, () => (NumberIntake.Of(first), NumberIntake.Of(second)), KeyOf(count, options));

    /// <inheritdoc cref="PairWith{T1, T2}(Node{Reading{T1}}, Node{Reading{T2}}, int, WindowOptions)"/>
    public static PairWindow PairWith<T1, T2>(
        this Node<T1> first, Node<T2> second, int count, WindowOptions? options = null)
        where T1 : struct, INumber<T1>
        where T2 : struct, INumber<T2> =>
        PairsOf(first, second, () => (NumberIntake.Of(first), NumberIntake.Of(second)), KeyOf(count, options));

    private static PairWindow PairsOf(
        Node first, Node second, Func<(NumberIntake First, NumberIntake Second)> open, SampleKey samples)
    {
        ExecutorOf(first);
        ExecutorOf(second);
        if (samples.Options.Every is { } every)
        {
            throw new ArgumentException(
                $"A window of pairs was given steps of {every}, but it keeps every pair. Leave them out, or take a "
                + "shorter window.",
                nameof(samples));
        }

        var key = new PairKey(second, samples);
        int capacity = samples.Count ?? samples.Options.Capacity ?? DefaultWindowCapacity;
        return new(new(first, key, Create));

        PairStore Create()
        {
            (NumberIntake one, NumberIntake other) = open();
            return new(one, other, key, capacity);
        }
    }

    private static SampleKey KeyOf(TimeSpan length, WindowOptions? options) =>
        new(new WindowLength(Guard.Positive(length)), options ?? WindowOptions.Default);

    private static HeldWindow HeldOf(Node source, Func<NumberIntake> open, TimeSpan length, HeldOptions? options)
    {
        ExecutorOf(source);
        var key = new HeldKey(new WindowLength(Guard.Positive(length)), options ?? HeldOptions.Default);
        return new(new(source, key, () => new HeldStore(open(), key)));
    }

    private static SampleWindow WindowOf(
        Node source, Func<NumberIntake> open, TimeSpan length, WindowOptions? options)
    {
        ExecutorOf(source);
        SampleKey key = KeyOf(length, options);
        if (key.Options.Every is { } every)
        {
            int steps = StepsOf(key.Options, length, every);
            return new(new(source, key, () => new SteppedSampleStore(open(), key, steps, every)));
        }

        int capacity = CapacityOf(source, length, key.Options.Capacity);
        return new(new(source, key, () => new EachSampleStore(open(), key, capacity)));
    }

    private static SampleWindow WindowOf(Node source, Func<NumberIntake> open, int count, WindowOptions? options)
    {
        ExecutorOf(source);
        SampleKey key = KeyOf(count, options);
        return new(new(source, key, () => new EachSampleStore(open(), key, count)));
    }

    private static SampleKey KeyOf(int count, WindowOptions? options)
    {
        var key = new SampleKey(Length: null, options ?? WindowOptions.Default, Guard.AtLeastOne(count));
        if (key.Options.Capacity is not null || key.Options.Every is not null)
        {
            throw new ArgumentException(
                $"A window of {count} samples was given a capacity or steps. The count is its capacity, and steps are "
                + "for windows of a length of time: leave both out.",
                nameof(options));
        }

        if (key.Options.MinCount > count)
        {
            throw new ArgumentException(
                $"A window of {count} samples was told to have no statistics below {key.Options.MinCount}: it would "
                + $"never have any. Make {nameof(WindowOptions.MinCount)} at most the count.",
                nameof(options));
        }

        return key;
    }

    /// <summary>How many steps overlap a window at any instant.</summary>
    private static int StepsOf(WindowOptions options, TimeSpan length, TimeSpan every)
    {
        if (options.Capacity is { } capacity)
        {
            throw new ArgumentException(
                $"A window in steps of {every} was given a capacity of {capacity} samples. It keeps steps only, as "
                + "many as its length needs: leave the capacity out.",
                nameof(options));
        }

        if (every > length)
        {
            throw new ArgumentException(
                $"A window of {length} was given steps of {every}, which are longer than itself. Make "
                + $"{nameof(WindowOptions.Every)} a part of the length.",
                nameof(options));
        }

        return (int)Math.Min((length.Ticks / every.Ticks) + 2, Array.MaxLength);
    }

    /// <summary>How many samples a window of a length needs room for.</summary>
    private static int CapacityOf(Node source, TimeSpan length, int? capacity)
    {
        if (source is not IPolled { SampleRate: { } rate }) return capacity ?? DefaultWindowCapacity;
        double samples = Math.Ceiling(rate * length.TotalSeconds);
        if (capacity is null) return (int)Math.Min(samples + 1, Array.MaxLength);
        if (capacity >= samples) return capacity.Value;
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A window of {length} was given room for {capacity} samples, but {source} brings {rate} a second, "
                + $"which makes {samples}. Leave the capacity out, or take a shorter window or longer steps."),
            nameof(capacity));
    }
}
