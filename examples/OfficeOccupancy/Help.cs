namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Help
{
    public const string Text = """
        Watches an office for a week: who is in (from the light) and whether the air is stuffy (from the CO2).

        Usage: OfficeOccupancy [--recording FILE [--skip-bad-rows] | --seed N] [--live [--speed N]] [--json]

          --recording FILE   Replay a recording instead of the simulated week: comma-separated, a header of seven
                             names (date, Temperature, Humidity, Light, CO2, HumidityRatio, Occupancy) over rows of
                             eight fields, the row number first.
          --skip-bad-rows    Count and report malformed rows of the recording instead of stopping at the first one.
                             A time that goes back still stops the run.
          --seed N           Which simulated week, from 0 to 18446744073709551615; each is the same for ever. Default 1.
          --live             Run in real time, with rows pushed by another thread at their times.
          --speed N          How many times faster than the wall clock a live run goes, from 0.1 to 1000000.
                             Default 3600, an hour a second.
          --json             Print one JSON object on standard output and nothing else there.
          --help             Print this.

        Exit codes: 0 the run reached its end; 2 an option or the recording cannot be used, with a sentence on standard
        error; 130 stopped by Ctrl-C and 143 by SIGTERM, after the summary so far. 1 is an error in the program or the
        machine.

        Colour is used on a terminal only, and not where NO_COLOR is set.

        """;
}
