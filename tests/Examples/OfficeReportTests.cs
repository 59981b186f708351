using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class OfficeReportTests
{
    [Fact]
    public void Json_has_exactly_the_keys_of_the_contract_in_their_order_with_rounded_figures()
    {
        Assert.Equal(
            """
            {
              "rows": 3,
              "bad_rows": 7,
              "first": "1970-01-01T00:00:00Z",
              "last": "1970-01-01T00:02:00.5Z",
              "cycles": 4,
              "timeline": [
                {
                  "time": "1970-01-01T00:01:00Z",
                  "event": "Occupied"
                },
                {
                  "time": "1970-01-01T00:01:30.0000001Z",
                  "event": "Stuffy"
                }
              ],
              "events": {
                "Occupied": 1,
                "Vacated": 0,
                "Stuffy": 1,
                "Fresh": 0
              },
              "confusion": {
                "tp": 1,
                "fp": 1,
                "tn": 0,
                "fn": 1
              },
              "accuracy": 0.3333,
              "co2_mean_15min_max": 666.666667,
              "temperature_30min": {
                "mean": 20.333333,
                "min": 19.5,
                "max": 21.25
              }
            }

            """,
            JsonReport.Of(Result()));
    }

    [Fact]
    public void Text_says_the_same_to_people()
    {
        Assert.Equal(
            """
            Summary
              rows         3 from 1970-01-01T00:00:00Z to 1970-01-01T00:02:00.5Z
              bad rows     7 left out
              cycles       4
              events       Occupied 1, Vacated 0, Stuffy 1, Fresh 0
              occupied     accuracy 0.3333 against the truth column (tp 1, fp 1, tn 0, fn 1)
              CO2          666.666667 ppm at most, as a mean of 15 minutes
              temperature  mean 20.333333, from 19.5 to 21.25 degrees C in the last 30 minutes
              live         60.5 times faster than the wall clock: an instant may be late by the
                           resolution of the host's timers times that, and a row next to it be judged
                           before it; the means go by the rows' own times and are exact
              stopped      before the last row, as asked

            """,
            TextReport.Of(Result()));
    }

    [Fact]
    public void Run_stopped_before_its_first_row_has_no_figures()
    {
        var nothing = new RunResult(new Summary(), Cycles: 0, BadRows: 0, Completed: false, LiveSpeed: null);

        string json = JsonReport.Of(nothing);
        string text = TextReport.Of(nothing);

        Assert.Contains("\"first\": null,", json, StringComparison.Ordinal);
        Assert.Contains("\"timeline\": [],", json, StringComparison.Ordinal);
        Assert.Contains("\"accuracy\": null,", json, StringComparison.Ordinal);
        Assert.Contains("\"mean\": null,", json, StringComparison.Ordinal);
        Assert.Contains("rows         0 from none to none", text, StringComparison.Ordinal);
        Assert.Contains("accuracy none against", text, StringComparison.Ordinal);
    }

    private static RunResult Result()
    {
        var summary = new Summary();
        var co2 = new WindowStatistics(3, 2_000, 500, 1_000);
        var temperature = new WindowStatistics(3, 61, 19.5, 21.25);
        summary.Add(Row(0, truth: true), occupied: true, WindowStatistics.Of(1), WindowStatistics.Of(1));
        summary.Add(Row(60, truth: false), occupied: true, co2, WindowStatistics.Of(2));
        summary.Add(Testing.At(60), OfficeEvent.Occupied);
        summary.Add(Testing.At(90) + TimeSpan.FromTicks(1), OfficeEvent.Stuffy);
        summary.Add(Row(120.5, truth: true), occupied: false, WindowStatistics.Of(3), temperature);
        return new RunResult(summary, Cycles: 4, BadRows: 7, Completed: false, LiveSpeed: 60.5);
    }

    private static Row Row(double seconds, bool truth) => new(Testing.At(seconds), 0, 0, 0, 0, 0, truth);
}
