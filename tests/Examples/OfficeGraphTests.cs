using System.Globalization;
using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The graph of the office example. Seconds count from the epoch.</summary>
[Collection(Alone.Name)]
public sealed class OfficeGraphTests
{
    private const double End = 10_000;

    [Fact]
    public void Occupied_comes_exactly_two_minutes_after_the_first_lit_row_although_no_row_is_there()
    {
        Assert.Equal(["130 Occupied"], Timeline(At(10, light: 400)));
        Assert.Equal(["130.0000001 Occupied"], Timeline(At(10.0000001, light: 400)));
    }

    [Fact]
    public void Two_minutes_count_from_the_first_lit_row_of_the_run_whatever_lit_rows_follow()
    {
        Assert.Equal(["120 Occupied"], Timeline(At(0, light: 400), At(60, light: 900), At(119, light: 366)));
        Assert.Equal(["120 Occupied"], Timeline(At(0, light: 400), At(120, light: 400)));
    }

    [Fact]
    public void Dark_row_at_exactly_two_minutes_wins_over_the_timer()
    {
        Assert.Empty(Timeline(At(0, light: 400), At(120, light: 300)));
        Assert.Equal(["120 Occupied", "120.0000001 Vacated"], Timeline(At(0, light: 400), At(120.0000001, light: 300)));
    }

    [Fact]
    public void Dark_row_starts_the_two_minutes_anew()
    {
        Assert.Equal(["181 Occupied"], Timeline(At(0, light: 400), At(60, light: 300), At(61, light: 400)));
    }

    [Fact]
    public void Dark_row_vacates_at_once_and_only_once()
    {
        Assert.Equal(
            ["120 Occupied", "300 Vacated"],
            Timeline(At(0, light: 400), At(300, light: 365), At(301, light: 100), At(302, light: 0)));
    }

    [Fact]
    public void Lit_means_above_365_lux()
    {
        Assert.Empty(Timeline(At(0, light: 365)));
        Assert.Equal(["120 Occupied"], Timeline(At(0, light: 365.1)));
    }

    [Fact]
    public void Stuffy_means_above_1000_ppm_for_ten_minutes_until_a_row_says_otherwise()
    {
        Assert.Empty(Timeline(At(0, co2: 1_000)));
        Assert.Empty(Timeline(At(0, co2: 1_001), At(600, co2: 999)));
        Assert.Equal(["600 Stuffy", "700 Fresh"], Timeline(At(0, co2: 1_001), At(700, co2: 1_000)));
    }

    [Fact]
    public void Events_of_one_instant_are_told_presence_first()
    {
        Assert.Equal(
            ["120 Occupied", "600 Stuffy", "900 Vacated", "900 Fresh"],
            Timeline(At(0, light: 400, co2: 1_200), At(900)));
    }

    [Fact]
    public void Same_graph_gives_the_same_in_a_test_runtime()
    {
        TestRuntime runtime = Testing.NewRuntime();
        OfficeGraph graph = OfficeGraph.Build(runtime);

        runtime.Push(graph.Rows, At(0, light: 400));
        runtime.AdvanceTo(Testing.At(120) - TimeSpan.FromTicks(1));
        bool justBefore = graph.Occupied.Value;
        runtime.AdvanceTo(Testing.At(120));

        Assert.False(justBefore);
        Assert.True(graph.Occupied.Value);
        Assert.Equal(new Timestamped<OfficeEvent>(Testing.At(120), OfficeEvent.Occupied), graph.Presence.Value);
    }

    [Fact]
    public void Dark_row_takes_its_timer_back_so_that_no_cycle_is_made_for_it()
    {
        TestRuntime runtime = Testing.NewRuntime();
        OfficeGraph graph = OfficeGraph.Build(runtime);

        runtime.Push(graph.Rows, At(0, light: 400, co2: 1_200));
        runtime.AdvanceTo(Testing.At(60));
        runtime.Push(graph.Rows, At(60));
        runtime.RunUntilIdle();
        long cycles = runtime.Executor.Epoch;
        runtime.AdvanceTo(Testing.At(End));

        Assert.Equal(cycles, runtime.Executor.Epoch);
    }

    [Fact]
    public void Windows_hold_15_minutes_of_CO2_and_30_of_temperature_without_the_row_exactly_as_old()
    {
        Summary summary = Run(
            At(0, co2: 5_000, temperature: 50),
            At(900, co2: 600, temperature: 20),
            At(1_800, co2: 800, temperature: 22));

        Assert.Equal(new WindowStatistics(2, 42, 20, 22), summary.Temperature);
        Assert.Equal(5_000, summary.LargestCo2Mean);
        Assert.Equal(2_800, Run(At(0, co2: 400), At(1, co2: 5_200)).LargestCo2Mean);
    }

    [Fact]
    public void Truth_is_compared_after_the_row_s_cycle()
    {
        // Occupied from 120 on by a row's cycle, until 300 by another's.
        Summary summary = Run(
            At(0, light: 400, truth: false),
            At(60, light: 400, truth: true),
            At(120, light: 400, truth: true),
            At(180, light: 400, truth: false),
            At(300, light: 0, truth: false));

        Assert.Equal((1, 1, 2, 1), Confusion(summary));
        Assert.Equal(0.6, summary.Accuracy);
    }

    [Fact]
    public void Truth_decides_nothing()
    {
        using var week = new OfficeWeek(seed: 3);
        Row[] rows = [.. week.Rows()];

        Summary right = Run(rows);
        Summary wrong = Run([.. rows.Select(row => row with { Truth = !row.Truth })]);

        var (tp, fp, tn, fn) = Confusion(right);
        Assert.Equal((fp, tp, fn, tn), Confusion(wrong));
        Assert.Equal(right.Timeline, wrong.Timeline);
        Assert.Equal(right.LargestCo2Mean, wrong.LargestCo2Mean);
        Assert.Equal(right.Temperature, wrong.Temperature);
    }

    [Fact]
    public void Warm_graph_allocates_nothing()
    {
        var runtime = new TestRuntime();
        OfficeGraph graph = OfficeGraph.Build(runtime);
        long before = 0;
        for (int minute = 0; minute < 12_000; minute++)
        {
            if (minute == 2_000) before = GC.GetAllocatedBytesForCurrentThread();
            runtime.AdvanceTo(Testing.At(minute * 60));
            runtime.Push(graph.Rows, At(minute * 60, light: minute % 9 * 100, co2: 900 + (minute % 30 * 10)));
            runtime.RunUntilIdle();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(OfficeEvent.Stuffy, graph.Air.Value.Value);
    }

    private static Row At(
        double seconds, double light = 0, double co2 = 400, double temperature = 20, bool truth = false) =>
        new(Testing.At(seconds), temperature, Humidity: 40, light, co2, HumidityRatio: 0.005, truth);

    private static (long Tp, long Fp, long Tn, long Fn) Confusion(Summary summary) =>
        (summary.TruePositives, summary.FalsePositives, summary.TrueNegatives, summary.FalseNegatives);

    private static string[] Timeline(params Row[] rows) =>
        [.. Run(rows).Timeline.Select(entry => $"{Seconds(entry.Time)} {entry.Event}")];

    private static string Seconds(Instant time) =>
        ((decimal)time.UnixNanoseconds / 1_000_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>Replays rows, and timers up to a while after them.</summary>
    internal static Summary Run(params Row[] rows)
    {
        Instant end = Testing.At(Math.Max(End, (rows[^1].Time - Instant.Epoch).TotalSeconds));
        using var runtime = new HistoricalRuntime(Instant.Epoch, end);
        OfficeGraph graph = OfficeGraph.Build(runtime);
        var observer = new Observer(new Terminal(TextWriter.Null, TextWriter.Null), printEvents: false);
        observer.Watch(graph);
        runtime.Feed(graph.Rows, rows.Select(row => new Timestamped<Row>(row.Time, row)));

        runtime.Run();

        return observer.Summary;
    }
}
