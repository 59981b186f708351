using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Operators that mean the same in System.Reactive bring the same values at the same instants there.</summary>
/// <remarks>
/// The two sources have no event at one instant, because there the order of subscription decides in Rx, and no timer of
/// an operator meets an event: Rx is asked what it does, not what it happens to do.
/// </remarks>
public sealed class RxComparisonTests
{
    private const int Events = 200;

    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(70.5); // no event and no other timer meets it

    private static readonly Dictionary<string, Pair> s_pairs = new()
    {
        ["Where, Select"] = new(
            (a, _) => a.Where(x => x > 3).Select(x => x * 10), (a, _, _) => a.Where(x => x > 3).Select(x => x * 10)),
        ["Scan"] = new((a, _) => a.Scan(0, (sum, x) => sum + x), (a, _, _) => a.Scan(0, (sum, x) => sum + x)),
        ["Merge"] = new((a, b) => a.Merge(b), (a, b, _) => a.Merge(b)),
        ["Combine"] = new(
            (a, b) => a.Combine(b, (x, y) => (x * 10) + y), (a, b, _) => a.CombineLatest(b, (x, y) => (x * 10) + y)),
        ["Combine of a list"] = new(
            (a, b) => new[] { a, b }.Combine((ReadOnlySpan<int> v) => v[0] - v[1]),
            (a, b, _) => new[] { a, b }.CombineLatest(v => v[0] - v[1])),
        ["Take"] = new((a, _) => a.Take(50), (a, _, _) => a.Take(50)),
        ["Skip"] = new((a, _) => a.Skip(50), (a, _, _) => a.Skip(50)),
        ["TakeWhile"] = new((a, _) => a.TakeWhile(x => x < 9), (a, _, _) => a.TakeWhile(x => x < 9)),
        ["TakeUntil"] = new((a, b) => a.TakeUntil(b.Skip(20)), (a, b, _) => a.TakeUntil(b.Skip(20))),
        ["SkipUntil"] = new((a, b) => a.SkipUntil(b.Skip(20)), (a, b, _) => a.SkipUntil(b.Skip(20))),
        ["StartWith"] = new((a, _) => a.StartWith(-1), (a, _, _) => a.StartWith(-1)),
        ["WithLatestFrom"] = new(
            (a, b) => a.WithLatestFrom(b, (x, y) => (x * 10) + y),
            (a, b, _) => a.WithLatestFrom(b, (x, y) => (x * 10) + y)),
        ["Zip"] = new((a, b) => a.Zip(b, (x, y) => (x * 10) + y), (a, b, _) => a.Zip(b, (x, y) => (x * 10) + y)),
        ["DistinctUntilChanged"] = new((a, _) => a.DistinctUntilChanged(), (a, _, _) => a.DistinctUntilChanged()),
        ["DistinctUntilChangedBy"] = new(
            (a, _) => a.DistinctUntilChangedBy(x => x / 3), (a, _, _) => a.DistinctUntilChanged(x => x / 3)),
        ["Sum"] = new((a, _) => a.Sum(), (a, _, _) => a.Scan((sum, x) => sum + x)),
        ["Max"] = new((a, _) => a.Max(), (a, _, _) => a.Scan(Math.Max).DistinctUntilChanged()),
        ["Timestamp"] = new(
            (a, _) => a.Timestamp().Select(stamped => stamped.Time.ToDateTimeOffset().Millisecond),
            (a, _, clock) => a.Timestamp(clock).Select(stamped => stamped.Timestamp.Millisecond)),
        ["SampleNews"] = new((a, b) => a.SampleNews(b), (a, b, _) => a.Sample(b)),
        ["Partition"] = new((a, _) => a.Partition(x => x < 4).WhenFalse, (a, _, _) => a.Where(x => x >= 4)),
        ["SlidingBatch"] = new(
            (a, _) => a.SlidingBatch(5, step: 2).Select(batch => batch.Span[0] + batch.Span[4]),
            (a, _, _) => a.Buffer(5, 2).Where(batch => batch.Count == 5).Select(batch => batch[0] + batch[4])),
        ["Debounce"] = new((a, _) => a.Debounce(s_time), (a, _, clock) => a.Throttle(s_time, clock)),
        ["Delay"] = new((a, _) => a.Delay(s_time), (a, _, clock) => a.Delay(s_time, clock)),
        ["At"] = new(
            (a, _) => a.TakeUntil(a.Executor!.At(Testing.At(3.0005))),
            (a, _, clock) => a.TakeUntil(Observable.Timer(Testing.At(3.0005).ToDateTimeOffset(), clock))),
    };

    public static TheoryData<string> Operators => [.. s_pairs.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void The_operator_brings_what_it_brings_in_Rx(string name)
    {
        (double At, int Source, int Value)[] events = RandomEvents();

        List<(double At, int Value)> ours = Ours(events, s_pairs[name].Ours);

        Assert.NotEmpty(ours);
        Assert.Equal(OfRx(events, s_pairs[name].OfRx), ours);
    }

    /// <summary>Events of two sources, each at a millisecond of its own.</summary>
    private static (double At, int Source, int Value)[] RandomEvents()
    {
        var random = new SeededRandom(20);
        var events = new (double At, int Source, int Value)[Events];
        int ms = 0;
        for (int i = 0; i < Events; i++)
        {
            ms += 1 + random.NextInt32(149);
            events[i] = (ms / 1000.0, random.NextInt32(2), random.NextInt32(10));
        }

        return events;
    }

    private static List<(double At, int Value)> Ours(
        (double At, int Source, int Value)[] events, Func<Node<int>, Node<int>, Node<int>> build)
    {
        TestRuntime runtime = Testing.NewRuntime();
        TestInput<int>[] inputs = [runtime.Input<int>("a"), runtime.Input<int>("b")];
        List<(double At, int Value)> values = build(inputs[0].Node, inputs[1].Node).Record();
        foreach ((double at, int source, int value) in events) inputs[source].PushAt(Testing.At(at), value);
        runtime.AdvanceTo(Testing.At(events[^1].At + 1));
        return values;
    }

    private static List<(double At, int Value)> OfRx(
        (double At, int Source, int Value)[] events,
        Func<IObservable<int>, IObservable<int>, IScheduler, IObservable<int>> build)
    {
        var clock = new HistoricalScheduler(Testing.At(0).ToDateTimeOffset());
        Subject<int>[] sources = [new(), new()];
        List<(double At, int Value)> values = [];
        using IDisposable subscription = build(sources[0], sources[1], clock)
            .Subscribe(value => values.Add((Instant.FromDateTimeOffset(clock.Now).UnixNanoseconds / 1e9, value)));
        foreach ((double at, int source, int value) in events)
            clock.Schedule(Testing.At(at).ToDateTimeOffset(), () => sources[source].OnNext(value));
        clock.AdvanceTo(Testing.At(events[^1].At + 1).ToDateTimeOffset());
        return values;
    }

    private sealed record Pair(
        Func<Node<int>, Node<int>, Node<int>> Ours,
        Func<IObservable<int>, IObservable<int>, IScheduler, IObservable<int>> OfRx);
}
