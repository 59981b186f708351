namespace Spaxiom.Graph;

/// <summary>Runs a graph step by step under a virtual clock, which moves only when told.</summary>
public sealed class TestRuntime : Runtime
{
    private readonly VirtualClock _clock;
    private readonly PushDriver _pushes;

    /// <summary>A runtime whose clock shows <paramref name="start"/>.</summary>
    /// <param name="start">Engine time until it is advanced; default <see cref="Instant.Epoch"/>.</param>
    public TestRuntime(Instant start = default)
        : this(new VirtualClock(start), new PushDriver())
    {
    }

    private TestRuntime(VirtualClock clock, PushDriver pushes)
        : base(clock, pushes) => (_clock, _pushes) = (clock, pushes);

    /// <summary>Cycles allowed at one instant while time is advanced; default 1,000,000.</summary>
    public int MaxCyclesPerInstant
    {
        get;
        init => field = Guard.AtLeastOne(value);
    } = CycleLimit.Default;

    /// <summary>Adds an input that is fed by <see cref="TestInput{T}.Push"/>, one value a cycle.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="initial">Its value before the first push.</param>
    /// <param name="name">The node's label.</param>
    public TestInput<T> Input<T>(T initial, string? name = null) =>
        new(this, Executor.Add(new Input<T>(initial, Delivery.Each) { Name = name }));

    /// <summary>
    /// Lets a value wait at an input for the next cycle; further ones follow as the input's delivery says.
    /// </summary>
    public void Push<T>(Input<T> input, T value)
    {
        if (!CheckPushable(input)) return;
        if (input.Feed is not PushQueue<T> queue) input.Feed = queue = _pushes.Add(new PushQueue<T>(input));
        queue.Push(value);
        _pushes.Expect();
    }

    /// <summary>Lets an item wait at a burst input; all that wait enter the next cycle together.</summary>
    public void Push<T>(BurstInput<T> input, T item)
    {
        if (!CheckPushable(input)) return;
        if (input.Feed is not PushBurst<T> burst) input.Feed = burst = _pushes.Add(new PushBurst<T>(input));
        burst.Push(item);
        _pushes.Expect();
    }

    /// <summary>Runs one cycle at the present instant, if anything is ready.</summary>
    /// <returns>Whether a cycle ran.</returns>
    public bool RunCycle()
    {
        Executor.Enter();
        try
        {
            return Step() != CycleOutcome.Idle;
        }
        finally
        {
            Executor.Exit();
        }
    }

    /// <summary>Runs cycles at the present instant until nothing is ready, or a node terminates.</summary>
    /// <param name="maxCycles">How many cycles that may take, from 1; default 10,000.</param>
    /// <returns>How many cycles ran.</returns>
    /// <exception cref="InvalidOperationException">
    /// Something is still ready after <paramref name="maxCycles"/>; the message names what keeps going.
    /// </exception>
    public int RunUntilIdle(int maxCycles = 10_000)
    {
        Guard.AtLeastOne(maxCycles);
        Executor.Enter();
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
            Executor.Exit();
        }
    }

    /// <summary>Moves time on by a duration. See <see cref="AdvanceTo"/>.</summary>
    /// <param name="duration">How far; zero runs what is ready now. Must not be negative.</param>
    public void Advance(TimeSpan duration) => AdvanceTo(Now + Guard.NotNegative(duration));

    /// <summary>
    /// Runs until idle at the present instant, at the exact instant of each timer on the way, and at the target. A node
    /// that terminates stops time where it is.
    /// </summary>
    /// <param name="target">The new time, not before <see cref="Runtime.Now"/>.</param>
    public void AdvanceTo(Instant target)
    {
        if (target < Now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(target), target, $"Time cannot go back from {Now} to {target}. Advance to a later instant.");
        }

        Executor.Enter();
        try
        {
            var limit = new CycleLimit(MaxCyclesPerInstant);
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
                Instant next = Executor.NextTimer;
                _clock.Now = next < target ? next : target;
            }
        }
        finally
        {
            Executor.Exit();
        }
    }

    private bool HasMore => Executor.HasPending || _pushes.HasWork || Inputs.HasSignals;

    private CycleOutcome Step()
    {
        RunPosted();
        return Executor.RunCycle();
    }

    /// <summary>Whether the input takes pushes: it may have left, and must be one of this runtime.</summary>
    private bool CheckPushable(Node input) => Executor.CheckVerb(input);

    private void ThrowStillGoing(int maxCycles) => throw new InvalidOperationException(
        $"Something is still ready after {maxCycles} cycles at {Now}. What keeps going: {Executor.DescribePending()}. "
        + "Let them wait for a timer or an input, or raise maxCycles.");
}
