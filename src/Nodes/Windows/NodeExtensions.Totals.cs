using System.Numerics;

namespace Spaxiom.Graph;

/// <content>What adds up over time.</content>
public static partial class NodeExtensions
{
    private const int DefaultWindowCapacity = WindowContents<WindowSample>.DefaultCapacity;

    /// <summary>
    /// The integral of a signal over time, since it began or was set to zero: each value times how long it held, by
    /// <paramref name="per"/>. Energy in kWh is that of power in kW per hour.
    /// </summary>
    /// <remarks>
    /// The signal is a step: it holds each value until the next one comes. While it is not Ok, missing or no finite
    /// number the integral stands still. It moves while nothing happens: see <see cref="MovingNode{T}"/>. Broadcasts
    /// its first value, 0, as soon as the source has one, and then only changes.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Readings, numbers, or numbers that may be missing.</param>
    /// <param name="per">The time that makes the unit of the result; longer than zero.</param>
    /// <param name="every">
    /// Broadcasts so often too, counted from the first value; longer than zero. Null: when the source does.
    /// </param>
    /// <param name="reset">Sets the integral to zero whenever it broadcasts. Null: nothing does.</param>
    public static MovingNode<double> Integral<T>(
        this Node<Reading<T>> source, TimeSpan per, TimeSpan? every = null, Node? reset = null)
        where T : struct, INumber<T> => AddIntegral(source, NumberIntake.Of(source), per, every, reset);

    /// <inheritdoc cref="Integral{T}(Node{Reading{T}}, TimeSpan, TimeSpan?, Node)"/>
    public static MovingNode<double> Integral<T>(
        this Node<T> source, TimeSpan per, TimeSpan? every = null, Node? reset = null)
        where T : struct, INumber<T> => AddIntegral(source, NumberIntake.Of(source), per, every, reset);

    /// <inheritdoc cref="Integral{T}(Node{Reading{T}}, TimeSpan, TimeSpan?, Node)"/>
    public static MovingNode<double> Integral<T>(
        this Node<T?> source, TimeSpan per, TimeSpan? every = null, Node? reset = null)
        where T : struct, INumber<T> => AddIntegral(source, NumberIntake.Of(source), per, every, reset);

    /// <summary>
    /// By how much a counter has grown within a length of time: the sum of its growth from sample to sample, after
    /// <c>now - length</c> and up to <c>now</c>. A counter that falls has begun at zero again: its new value is growth.
    /// </summary>
    /// <remarks>
    /// The first growth within the window is counted from the last good sample at or before its start, and gaps of bad
    /// samples are bridged. Null before the first good sample, and while growth is missing for lack of room. Broadcasts
    /// its first value as soon as the source has one, and then only changes, also by a timer at the instant at which
    /// growth leaves.
    /// </remarks>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="source">Readings, numbers, or numbers that may be missing.</param>
    /// <param name="length">How far the window reaches back; longer than zero.</param>
    /// <param name="capacity">How many samples that have grown there is room for, from 1; default 65,536.</param>
    public static Node<double?> Increase<T>(
        this Node<Reading<T>> source, TimeSpan length, int capacity = DefaultWindowCapacity)
        where T : struct, INumber<T> => AddIncrease(source, NumberIntake.Of(source), length, capacity);

    /// <inheritdoc cref="Increase{T}(Node{Reading{T}}, TimeSpan, int)"/>
    public static Node<double?> Increase<T>(
        this Node<T> source, TimeSpan length, int capacity = DefaultWindowCapacity)
        where T : struct, INumber<T> => AddIncrease(source, NumberIntake.Of(source), length, capacity);

    /// <inheritdoc cref="Increase{T}(Node{Reading{T}}, TimeSpan, int)"/>
    public static Node<double?> Increase<T>(
        this Node<T?> source, TimeSpan length, int capacity = DefaultWindowCapacity)
        where T : struct, INumber<T> => AddIncrease(source, NumberIntake.Of(source), length, capacity);

    private static IntegralNode AddIntegral(
        Node source, NumberIntake intake, TimeSpan per, TimeSpan? every, Node? reset)
    {
        Guard.Positive(per);
        if (every is { } step) Guard.Positive(step, nameof(every));
        return ExecutorOf(source).Add(new IntegralNode(intake, per, every, reset));
    }

    private static IncreaseNode AddIncrease(Node source, NumberIntake intake, TimeSpan length, int capacity) =>
        ExecutorOf(source).Add(
            new IncreaseNode(intake, new WindowLength(Guard.Positive(length)), Guard.AtLeastOne(capacity)));
}
