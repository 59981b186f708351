using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>TakeUntil and SkipUntil: a source before and from the moment when something happens.</summary>
public sealed class UntilTests
{
    private static readonly (double At, int Value)[] s_events = [(1, 1), (2, 2), (2, 3), (3, 4), (4, 3), (5, 5)];

    private readonly TestRuntime _runtime = Testing.NewRuntime();

    [Fact]
    public void TakeUntil_passes_values_before_the_end_and_none_of_its_cycle_or_later()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            s_events, end: 6, source => source.TakeUntil(source.Where(value => value == 3)));

        Assert.Equal([(1, 1), (2, 2)], passed);
    }

    [Fact]
    public void SkipUntil_passes_values_of_the_cycle_of_the_start_and_later()
    {
        List<(double At, int Value)> passed = Recording.Replay(
            s_events, end: 6, source => source.SkipUntil(source.Where(value => value == 3)));

        Assert.Equal([(2, 3), (3, 4), (4, 3), (5, 5)], passed);
    }

    [Fact]
    public void TakeUntil_ends_and_SkipUntil_begins_at_exactly_the_instant_of_a_timer()
    {
        List<(double At, int Value)> before = Recording.Replay(
            s_events, end: 6, source => source.TakeUntil(ThreeSeconds(source)));
        List<(double At, int Value)> after = Recording.Replay(
            s_events, end: 6, source => source.SkipUntil(ThreeSeconds(source)));

        Assert.Equal([(1, 1), (2, 2), (2, 3)], before);
        Assert.Equal([(3, 4), (4, 3), (5, 5)], after);

        static Node ThreeSeconds(Node source) => source.Executor!.Periodic(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void An_end_or_a_start_that_comes_while_the_source_is_silent_counts()
    {
        TestInput<int> source = _runtime.Input<int>("source"), signal = _runtime.Input<int>("signal");
        List<(double At, int Value)> before = source.Node.TakeUntil(signal.Node).Record();
        List<(double At, int Value)> after = source.Node.SkipUntil(signal.Node).Record();

        Push(source, 1);
        Push(signal, 0);
        Push(source, 2);

        Assert.Equal([(0, 1)], before);
        Assert.Equal([(0, 2)], after);
    }

    [Fact]
    public void A_value_that_the_end_or_the_start_has_already_counts_for_nothing()
    {
        TestInput<int> source = _runtime.Input(initial: 1, name: "source"), signal = _runtime.Input(initial: 0);
        List<(double At, int Value)> before = source.Node.TakeUntil(signal.Node).Record();
        List<(double At, int Value)> after = source.Node.SkipUntil(signal.Node).Record();

        _runtime.RunUntilIdle();
        Push(source, 2);

        Assert.Equal([(0, 1), (0, 2)], before);
        Assert.Empty(after);
    }

    [Fact]
    public void SkipUntil_passes_over_the_present_value_of_its_source_when_the_start_comes_later()
    {
        TestInput<int> source = _runtime.Input(initial: 1, name: "source"), signal = _runtime.Input<int>("signal");
        Node<int> after = source.Node.SkipUntil(signal.Node);

        _runtime.RunUntilIdle();
        Push(signal, 0);

        Assert.False(after.HasValue);
    }

    [Fact]
    public void Present_value_passes_a_start_that_comes_in_the_first_cycle_and_no_end_that_does()
    {
        TestInput<int> source = _runtime.Input(initial: 1, name: "source"), signal = _runtime.Input<int>("signal");
        List<(double At, int Value)> before = source.Node.TakeUntil(signal.Node).Record();
        List<(double At, int Value)> after = source.Node.SkipUntil(signal.Node).Record();

        Push(signal, 0);

        Assert.Empty(before);
        Assert.Equal([(0, 1)], after);
    }

    [Fact]
    public void A_missing_end_or_start_is_refused()
    {
        Node<int> source = _runtime.Input(initial: 0).Node;

        Assert.Throws<ArgumentNullException>("end", () => source.TakeUntil(null!));
        Assert.Throws<ArgumentNullException>("start", () => source.SkipUntil(null!));
    }

    private void Push(TestInput<int> input, int value)
    {
        input.Push(value);
        _runtime.RunUntilIdle();
    }
}
