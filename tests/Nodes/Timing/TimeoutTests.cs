using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Timeout and ThrottleLast.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan s_two = TimeSpan.FromSeconds(2);

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void Timeout_brings_its_value_once_exactly_when_a_silence_has_lasted_too_long()
    {
        List<(double At, int Value)> values = Recording.Replay(
            [(1, 1), (2, 2), (3.5, 3), (10, 4), (12, 5), (14.5, 6)],
            end: 20,
            source => source.Timeout(s_two, -1));

        Assert.Equal(
            [(1, 1), (2, 2), (3.5, 3), (5.5, -1), (10, 4), (12, 5), (14, -1), (14.5, 6), (16.5, -1)], values);
    }

    [Fact]
    public void Timeout_begins_with_the_first_cycle_when_its_source_has_no_value()
    {
        TestInput<int> input = _runtime.Input<int>("source");
        Node<int> watched = input.Node.Timeout(s_two, -1);
        List<(double At, int Value)> values = watched.Record();

        _runtime.AdvanceTo(Testing.At(9));
        _runtime.Executor.Yield(watched);
        _runtime.RunUntilIdle();
        input.Push(1);
        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal([(2, -1), (9, 1), (11, -1)], values);
    }

    [Fact]
    public void Timeout_counts_the_present_value_of_its_source_in_the_first_cycle()
    {
        List<(double At, int Value)> values = _runtime.Input(initial: 7).Node.Timeout(s_two, -1).Record();

        _runtime.AdvanceTo(Testing.At(9));

        Assert.Equal([(0, 7), (2, -1)], values);
    }

    [Fact]
    public void Timeout_without_a_value_fails_once_a_silence_and_goes_on_with_the_next_value()
    {
        TestInput<int> input = _runtime.Input(initial: 7, name: "sensor");
        Node<int> watched = input.Node.Timeout(s_two).Named("watched").OnError(ErrorPolicy.Hold);
        List<(double At, int Value)> values = watched.Record();
        List<(Instant At, Exception Cause)> failures = [];
        _runtime.Executor.NodeFailed += failure => failures.Add((_runtime.Now, failure.InnerException!));

        _runtime.AdvanceTo(Testing.At(9));
        input.Push(8);
        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal([(0, 7), (9, 8)], values);
        Assert.Equal([Testing.At(2), Testing.At(11)], failures.Select(failure => failure.At));
        Assert.Equal(
            $"{input.Node} has brought nothing to {watched} since {Testing.At(9)}, and may be silent for no longer "
            + "than 00:00:02. Find out why it is silent, allow it a longer time, or give Timeout a value for this "
            + "case.",
            Assert.IsType<TimeoutException>(failures[1].Cause).Message);
        Assert.Equal((8, 2), (watched.Value, watched.Failures));
    }

    [Fact]
    public void Timeout_beyond_the_last_instant_never_comes()
    {
        Node<int> watched = _runtime.Input(initial: 7).Node.Timeout(TimeSpan.MaxValue);

        _runtime.AdvanceTo(Instant.MaxValue);
        _runtime.Executor.Yield(watched);
        _runtime.RunUntilIdle();

        Assert.Equal((7, 0), (watched.Value, watched.Failures));
    }

    [Fact]
    public void ThrottleLast_brings_the_last_value_of_a_window_exactly_when_it_ends()
    {
        List<(double At, int Value)> values = Recording.Replay(
            [(1, 1), (2, 2), (2.5, 3), (3.5, 4), (5, 5), (10, 6)], end: 20, source => source.ThrottleLast(s_two));

        Assert.Equal([(3, 3), (5.5, 5), (12, 6)], values);
    }

    [Fact]
    public void ThrottleLast_takes_a_value_that_comes_at_the_end_of_its_window_and_begins_anew_with_the_next()
    {
        List<(double At, int Value)> values = Recording.Replay(
            [(1, 1), (3, 2), (3, 3)], end: 20, source => source.ThrottleLast(s_two));

        Assert.Equal([(3, 2), (5, 3)], values);
    }

    [Fact]
    public void ThrottleLast_of_zero_lets_every_value_pass_at_once()
    {
        List<(double At, int Value)> values = Recording.Replay(
            [(1, 1), (1, 2), (2, 3)], end: 3, source => source.ThrottleLast(TimeSpan.Zero));

        Assert.Equal([(1, 1), (1, 2), (2, 3)], values);
    }

    [Fact]
    public void ThrottleLast_begins_a_window_in_the_first_cycle_with_the_present_value_of_its_source()
    {
        _runtime.AdvanceTo(Testing.At(5));
        List<(double At, int Value)> values = _runtime.Input(initial: 7).Node.ThrottleLast(s_two).Record();

        _runtime.AdvanceTo(Testing.At(20));

        Assert.Equal([(7, 7)], values);
    }

    [Fact]
    public void ThrottleLast_whose_window_ends_beyond_the_last_instant_has_one_timer_and_brings_nothing()
    {
        TestInput<int> input = _runtime.Input(initial: 7);
        Node<int> last = input.Node.ThrottleLast(TimeSpan.MaxValue);

        for (int i = 0; i < 5; i++) input.Push(i);
        _runtime.RunUntilIdle();
        Assert.Equal(1, _runtime.Executor.PendingTimers);
        _runtime.AdvanceTo(Instant.MaxValue);

        Assert.False(last.HasValue);
    }

    [Fact]
    public void Times_that_are_no_times_are_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;
        var negative = TimeSpan.FromTicks(-1);

        var silence = Assert.Throws<ArgumentOutOfRangeException>(() => source.Timeout(TimeSpan.Zero));
        var window = Assert.Throws<ArgumentOutOfRangeException>(() => source.ThrottleLast(negative));

        Assert.StartsWith("silence must be longer than zero.", silence.Message, StringComparison.Ordinal);
        Assert.StartsWith("window must not be negative.", window.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("silence", () => source.Timeout(negative, 1));
    }
}
