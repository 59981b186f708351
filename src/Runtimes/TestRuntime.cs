using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Spaxiom.Graph;

/// <summary>Runs a graph step by step under a virtual clock, which moves only when told.</summary>
public sealed class TestRuntime : Runtime
{
    private readonly VirtualClock _clock;
    private readonly VirtualWorkHost _work;
    private readonly FeedDriver _feeds;

    /// <summary>A runtime whose clock shows <paramref name="start"/>.</summary>
    /// <param name="start">Engine time until it is advanced; default <see cref="Instant.Epoch"/>.</param>
    public TestRuntime(Instant start = default)
        : this(new VirtualClock(start))
    {
    }

    private TestRuntime(VirtualClock clock)
        : this(clock, new VirtualWorkHost(clock), new FeedDriver(clock))
    {
    }

    private TestRuntime(VirtualClock clock, VirtualWorkHost work, FeedDriver feeds)
        : base(clock, work, feeds) => (_clock, _work, _feeds) = (clock, work, feeds);

    /// <summary>
    /// Cycles allowed at one instant while time is advanced, without those that took a pushed value; default 1,000,000.
    /// </summary>
    public int MaxCyclesPerInstant
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = CycleLimit.Default;

    /// <summary>
    /// Items that may be pushed to one input for one instant, one after the other; default 10,000,000.
    /// </summary>
    public int MaxItemsPerInstant
    {
        get => _feeds.MaxItemsPerInstant;
        init => _feeds.MaxItemsPerInstant = Guard.AtLeastOne(value);
    }

    /// <summary>Adds an input without a value, fed by <see cref="TestInput{T}.Push"/>, one value a cycle.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="name">The node's label.</param>
    public TestInput<T> Input<T>(string? name = null) =>
        new(this, Executor.Add(new Input<T>(Delivery.Each) { Name = name }));

    /// <summary>Adds an input with a value, fed by <see cref="TestInput{T}.Push"/>, one value a cycle.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="initial">Its value before the first push.</param>
    /// <param name="name">The node's label.</param>
    [OverloadResolutionPriority(1)] // or a lone string would be taken for the name of an input of strings
    public TestInput<T> Input<T>(T initial, string? name = null) =>
        new(this, Executor.Add(new Input<T>(initial, Delivery.Each) { Name = name }));

    /// <summary>
    /// Lets an item wait at an input for the next cycle; further ones follow as the input's delivery says.
    /// </summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <param name="input">An input of this runtime. Once it has left, nothing is pushed.</param>
    /// <param name="item">The item.</param>
    public void Push<T>(IInput<T> input, T item) => PushAt(input, Now, item);

    /// <summary>
    /// Lets an item enter in the cycle at an instant, when time is advanced there. It shares that cycle with the timers
    /// and the other items of the instant, as over history: nodes let the item win over the timer.
    /// </summary>
    /// <remarks>Items of one input and one instant enter in the order they were pushed.</remarks>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <param name="input">An input of this runtime. Once it has left, nothing is pushed.</param>
    /// <param name="instant">Not before <see cref="Runtime.Now"/>; at it, for the next cycle.</param>
    /// <param name="item">The item.</param>
    public void PushAt<T>(IInput<T> input, Instant instant, T item)
    {
        ArgumentNullException.ThrowIfNull(input);
        Inlet<T> inlet = input.Inlet;
        if (!Executor.Access.CheckVerb(inlet.Node)) return;
        if (instant < Now) ThrowPast(inlet.Node, instant);
        _feeds.Push(inlet, instant, item);
    }

    /// <summary>Makes a batch, which is pushed whole to several inputs by <see cref="InputBatch.Send"/>.</summary>
    public InputBatch CreateBatch() => new PushBatch(Executor, _feeds);

    /// <summary>Lets a batch enter whole in one cycle at an instant, and empties it.</summary>
    /// <param name="batch">Made by <see cref="CreateBatch"/> of this runtime.</param>
    /// <param name="instant">Not before <see cref="Runtime.Now"/>; at it, for the next cycle.</param>
    /// <returns>False when an input of it has left: nothing of it enters.</returns>
    public bool PushAt(InputBatch batch, Instant instant)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch is not PushBatch pushes || !pushes.IsOf(Executor))
        {
            throw new ArgumentException(
                "The batch was made by another runtime. Push one of this runtime's CreateBatch.", nameof(batch));
        }

        if (instant < Now) ThrowPast("A batch", instant);
        return pushes.SendAt(instant);
    }

    /// <summary>Runs one cycle at the present instant, if anything is ready.</summary>
    /// <returns>Whether a cycle ran.</returns>
    public bool RunCycle()
    {
        Executor.Access.Enter();
        try
        {
            return Step() != CycleOutcome.Idle;
        }
        finally
        {
            Executor.Access.Exit();
        }
    }

    /// <summary>Runs cycles at the present instant until nothing is ready, or a node terminates.</summary>
    /// <param name="maxCycles">
    /// How many cycles that may take, from 1, whether or not a pushed value entered; default 10,000.
    /// </param>
    /// <returns>How many cycles ran.</returns>
    /// <exception cref="InvalidOperationException">
    /// Something is still ready after <paramref name="maxCycles"/>; the message names what keeps going.
    /// </exception>
    public int RunUntilIdle(int maxCycles = 10_000)
    {
        Guard.AtLeastOne(maxCycles);
        Executor.Access.Enter();
        try
        {
            int cycles = 0;
            while (true)
            {
                CycleOutcome outcome = Step();
                if (outcome == CycleOutcome.Idle) return cycles;
                cycles++;
                if (outcome == CycleOutcome.Terminated) return cycles;
                if (cycles == maxCycles && HasMore) ThrowStillGoing(maxCycles);
            }
        }
        finally
        {
            Executor.Access.Exit();
        }
    }

    /// <summary>Moves time on by a duration. See <see cref="AdvanceTo"/>.</summary>
    /// <param name="duration">How far; zero runs what is ready now. Must not be negative.</param>
    public void Advance(TimeSpan duration) => AdvanceTo(Now + Guard.NotNegative(duration));

    /// <summary>
    /// Runs until idle at the present instant, at the exact instant of each timer and each pushed item on the way, and
    /// at the target. A node that terminates stops time where it is.
    /// </summary>
    /// <param name="target">The new time, not before <see cref="Runtime.Now"/>.</param>
    public void AdvanceTo(Instant target)
    {
        if (target < Now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"Time cannot go back from {Now} to {target}. Advance to a later instant.");
        }

        Executor.Access.Enter();
        try
        {
            var limit = new CycleLimit(MaxCyclesPerInstant, _feeds);
            while (true)
            {
                CycleOutcome outcome = Step();
                if (outcome == CycleOutcome.Terminated) return;
                if (outcome == CycleOutcome.Ran)
                {
                    limit.Count(Executor);
                    continue;
                }

                if (Now == target) return;
                Instant next = Instant.Min(Instant.Min(Executor.NextTimer, _feeds.NextDeadline), _work.NextDeadline);
                _clock.Now = Instant.Min(next, target);
            }
        }
        finally
        {
            Executor.Access.Exit();
        }
    }

    private bool HasMore => Executor.Pending.Any || _feeds.IsDue || _work.IsBusy || Inputs.HasPendingInputs;

    private CycleOutcome Step()
    {
        RunPosted();
        return Executor.RunCycle();
    }

    private void ThrowStillGoing(int maxCycles) => throw new InvalidOperationException(
        $"Something is still ready after {maxCycles} cycles at {Now}. What keeps going: {Executor.Pending.ToString()}. "
        + "Let them wait for a timer or an input, or raise maxCycles.");

    [DoesNotReturn]
    private void ThrowPast(object what, Instant instant) => throw new ArgumentOutOfRangeException(
        nameof(instant),
        instant,
        $"{what} cannot be pushed at {instant}, because it is {Now} already. Push for now or later.");
}
