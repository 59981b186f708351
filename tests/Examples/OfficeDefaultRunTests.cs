using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The output of the office example without options, which is the same on every machine.</summary>
public sealed class OfficeDefaultRunTests
{
    [Fact]
    public void Default_run_tells_the_week_of_seed_1()
    {
        Assert.Equal(
            """
            Simulated office week, seed 1
            2026-02-02T08:18:00Z  Occupied
            2026-02-02T10:00:00Z  Stuffy
            2026-02-02T10:46:00Z  Fresh
            2026-02-02T13:50:00Z  Stuffy
            2026-02-02T15:20:00Z  Fresh
            2026-02-02T16:59:00Z  Stuffy
            2026-02-02T17:23:00Z  Vacated
            2026-02-02T17:34:00Z  Fresh
            2026-02-02T19:12:00Z  Occupied
            2026-02-02T19:15:00Z  Vacated
            2026-02-03T07:55:00Z  Occupied
            2026-02-03T11:28:00Z  Stuffy
            2026-02-03T12:22:00Z  Vacated
            2026-02-03T12:24:00Z  Fresh
            2026-02-03T12:49:00Z  Occupied
            2026-02-03T12:50:00Z  Vacated
            2026-02-03T13:01:00Z  Occupied
            2026-02-03T15:03:00Z  Vacated
            2026-02-03T15:09:00Z  Occupied
            2026-02-03T16:02:00Z  Stuffy
            2026-02-03T16:42:00Z  Fresh
            2026-02-03T18:47:00Z  Vacated
            2026-02-04T08:15:00Z  Occupied
            2026-02-04T12:25:00Z  Vacated
            2026-02-04T13:07:00Z  Occupied
            2026-02-04T16:29:00Z  Stuffy
            2026-02-04T17:14:00Z  Fresh
            2026-02-04T17:59:00Z  Vacated
            2026-02-04T19:12:00Z  Occupied
            2026-02-04T19:20:00Z  Vacated
            2026-02-05T08:38:00Z  Occupied
            2026-02-05T15:35:00Z  Stuffy
            2026-02-05T17:52:00Z  Vacated
            2026-02-05T17:52:00Z  Fresh
            2026-02-05T18:56:00Z  Occupied
            2026-02-05T19:01:00Z  Vacated
            2026-02-06T07:44:00Z  Occupied
            2026-02-06T09:29:00Z  Stuffy
            2026-02-06T10:17:00Z  Fresh
            2026-02-06T11:58:00Z  Stuffy
            2026-02-06T12:11:00Z  Fresh
            2026-02-06T12:30:00Z  Vacated
            2026-02-06T12:36:00Z  Occupied
            2026-02-06T13:23:00Z  Stuffy
            2026-02-06T14:00:00Z  Fresh
            2026-02-06T15:39:00Z  Stuffy
            2026-02-06T16:11:00Z  Fresh
            2026-02-06T17:59:00Z  Vacated
            2026-02-06T19:09:00Z  Occupied
            2026-02-06T19:21:00Z  Vacated
            2026-02-07T12:10:00Z  Occupied
            2026-02-07T13:54:00Z  Vacated
            Summary
              rows         10080 from 2026-02-02T00:00:00Z to 2026-02-08T23:59:00Z
              cycles       10080
              events       Occupied 15, Vacated 15, Stuffy 11, Fresh 11
              occupied     accuracy 0.9893 against the truth column (tp 2916, fp 74, tn 7056, fn 34)
              CO2          1257.533333 ppm at most, as a mean of 15 minutes
              temperature  mean 16.537333, from 16.5 to 16.57 degrees C in the last 30 minutes

            """,
            OfficeProgram.Run().Output);
    }
}
