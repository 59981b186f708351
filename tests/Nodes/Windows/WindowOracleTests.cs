using System.Globalization;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Every statistic against its definition, recomputed from the whole list at every instant, on random signals whose
/// times are whole seconds from 0 to 20, so that the ends of windows coincide with samples; with bad values, gaps, and
/// several cycles at one instant. A third of the sources are polled by a tick, which wakes windows in place of timers.
/// </summary>
public sealed class WindowOracleTests
{
    private const double End = 40;

    [Fact]
    public void Sample_statistics_are_what_they_are_defined_to_be_at_every_instant()
    {
        foreach (int seed in Enumerable.Range(1, 60))
        {
            Run(seed, (watch, source, signal) =>
            {
                int length = 1 + (seed % 12);
                int minCount = 1 + (seed % 3);
                SampleWindow window = source.Window(
                    TimeSpan.FromSeconds(length), new WindowOptions { MinCount = minCount });
                Watch(watch, window, minCount, now => signal.Within(now, length));
            });
        }
    }

    [Fact]
    public void Statistics_of_the_newest_samples_are_what_they_are_defined_to_be()
    {
        foreach (int seed in Enumerable.Range(1, 60))
        {
            Run(seed, (watch, source, signal) =>
            {
                int count = 1 + (seed % 7);
                Watch(watch, source.Window(count), minCount: 1, _ => signal.Newest(count));
            });
        }
    }

    [Fact]
    public void Held_statistics_are_what_they_are_defined_to_be_at_every_instant()
    {
        foreach (int seed in Enumerable.Range(1, 80))
        {
            Run(seed, (watch, source, signal) =>
            {
                int length = 1 + (seed % 12);
                var options = new HeldOptions { Every = seed % 2 == 0 ? TimeSpan.FromSeconds(3) : null };
                HeldWindow window = source.Held(TimeSpan.FromSeconds(length), options);
                MovingNode<double?> mean = window.Mean(), coverage = window.Coverage();
                watch.Moves("mean", mean, now => At(now).Mean);
                watch.Moves("coverage", coverage, now => At(now).Coverage);
                watch.Is("min", window.Min(), now => At(now).Min);
                watch.Is("max", window.Max(), now => At(now).Max);
                watch.Is("range", window.Range(), now => At(now).Range);
                watch.Is("rate", window.Rate(), now => At(now).Rate);
                foreach (double limit in (double[])[-1.5, 0, 1, 2.25])
                {
                    decimal exact = (decimal)limit;
                    watch.Equals("mean at least", mean.AtLeast(limit), now => At(now).IsMeanAtLeast(exact));
                    watch.Equals("mean below", mean.Below(limit), now => At(now).IsMeanBelow(exact));
                }

                foreach (double limit in (double[])[0.25, 0.5, 1])
                    watch.Equals("coverage at least", coverage.AtLeast(limit), now => At(now).Coverage >= limit);

                Signal.Held At(decimal now) => signal.HeldWithin(now, length);
            });
        }
    }

    [Fact]
    public void Totals_and_averages_are_what_they_are_defined_to_be_at_every_instant()
    {
        foreach (int seed in Enumerable.Range(1, 60))
        {
            Run(seed, (watch, source, signal) =>
            {
                int length = 1 + (seed % 12);
                MovingNode<double> integral = source.Integral(per: TimeSpan.FromSeconds(2));
                watch.Equals("integral at least", integral.AtLeast(3), now => signal.IntegralUntil(now) >= 6);
                watch.Equals("integral below", integral.Below(-1.25), now => signal.IntegralUntil(now) < -2.5m);
                watch.Moves("integral", integral, now => (double)signal.IntegralUntil(now) / 2);
                Node<double?> increase = source.Increase(TimeSpan.FromSeconds(length));
                watch.Is("increase", increase, now => signal.Increase(now, length));
                watch.Is("ema", source.Ema(alpha: 0.25), _ => signal.Ema(0.25));
                watch.Is("ema by span", source.EmaBySpan(7), _ => signal.Ema(0.25));
                watch.Is("ema by time", source.Ema(TimeSpan.FromSeconds(3)), _ => signal.EmaByTime(3));
            });
        }
    }

    private static void Watch(Watch watch, SampleWindow window, int minCount, Func<decimal, Signal.Samples> samplesAt)
    {
        watch.Equals("count", window.Count(), now => samplesAt(now).Count);
        watch.Is("sum", window.Sum(), Enough(samples => samples.Sum));
        watch.Is("mean", window.Mean(), Enough(samples => samples.Mean));
        watch.Is("variance", window.Variance(), Enough(samples => samples.Variance));
        watch.Is("deviation", window.StandardDeviation(), Enough(samples => samples.StandardDeviation));
        watch.Is("population variance", window.PopulationVariance(), Enough(samples => samples.PopulationVariance));
        watch.Is(
            "population deviation",
            window.PopulationStandardDeviation(),
            Enough(samples => samples.PopulationStandardDeviation));
        watch.Is("min", window.Min(), Enough(samples => samples.Min));
        watch.Is("max", window.Max(), Enough(samples => samples.Max));
        watch.Is("range", window.Range(), Enough(samples => samples.Range));
        watch.Equals("time of min", window.TimeOfMin(), now => TimeOf(now, samples => samples.TimeOfMin));
        watch.Equals("time of max", window.TimeOfMax(), now => TimeOf(now, samples => samples.TimeOfMax));
        watch.Is("median", window.Median(), Enough(samples => samples.Quantile(0.5)));
        watch.Is("quantile", window.Quantile(0.9), Enough(samples => samples.Quantile(0.9)));
        watch.Is("first", window.First(), Enough(samples => samples.First));
        watch.Is("last", window.Last(), Enough(samples => samples.Last));
        watch.Is("rate", window.Rate(), Enough(samples => samples.Rate));
        watch.Is("slope", window.Slope(), Enough(samples => samples.Slope));
        watch.Is("z-score", window.ZScore(), Enough(samples => samples.ZScore));

        Func<decimal, double?> Enough(Func<Signal.Samples, double?> statistic) =>
            now => samplesAt(now).Count >= minCount ? statistic(samplesAt(now)) : null;

        Instant? TimeOf(decimal now, Func<Signal.Samples, decimal?> time) =>
            samplesAt(now).Count >= minCount ? Instant(time(samplesAt(now))) : null;
    }

    private static Instant? Instant(decimal? seconds) =>
        seconds is { } at ? new Instant((long)(at * 1_000_000_000)) : null;

    /// <summary>
    /// Plays a random signal over history, where a timer and a value of one instant share a cycle, and compares in
    /// every cycle of the source, of the statistics, and of a clock that ticks twice a second.
    /// </summary>
    private static void Run(int seed, Action<Watch, Node<Reading<double>>, Signal> rules)
    {
        var runtime = new HistoricalRuntime(Testing.At(0), Testing.At(End)).Checked();
        Node<Reading<double>> source = runtime
            .AddSource("source", RandomReadings(seed), initial: default(Reading<double>)).Arrivals();
        if (seed % 3 == 0) source = PolledNode.Add(source, TimeSpan.FromSeconds(1 + (seed % 2)));
        Node<int> clock = runtime.AddSource(
            "clock",
            Enumerable.Range(0, (int)(End * 2)).Select(i => new Timestamped<int>(Testing.At(i / 2.0), i)),
            initial: 0);
        var signal = new Signal();

        Watch watch = Graph.Tests.Watch.Add(
            runtime.Executor,
            [source, clock],
            learner =>
            {
                if (learner.HasMutated(source)) signal.Add(learner.Now, source.Value.IsOk ? source.Value.Value : null);
            },
            adder => rules(adder, source, signal));
        try
        {
            runtime.Run();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {exception.InnerException?.Message}"),
                exception);
        }

        Assert.True(watch.Comparisons > 100, $"Seed {seed} compared nothing.");
    }

    private static IEnumerable<Timestamped<Reading<double>>> RandomReadings(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        int density = 20 + random.NextInt32(70);
        for (int at = random.NextInt32(5); at <= 20; at++)
        {
            if (random.Percent(4)) at += 5 + random.NextInt32(4); // a gap
            while (random.Percent(density))
            {
                Instant time = Testing.At(at);
                SensorStatus status = random.Percent(80) ? SensorStatus.Ok : SensorStatus.Fault;
                yield return new(time, new Reading<double>(random.NextInt32(9) - 3, status, time, time));
                if (random.Percent(60)) break;
            }
        }
    }
}
