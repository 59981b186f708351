using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Times contenders lap by lap in turn (A B A B), so that whatever else the machine does meets all of them.
/// </summary>
internal sealed class Race
{
    private const int FewestLaps = 5;
    private const int MostLaps = 501;
    private const double LongestNs = 1_500e6; // for all laps together

    // Short enough that most laps are not interrupted even where other programs want the processor.
    private const double LapNs = 1e6;

    // Tiered compilation instruments a method after 30 calls, and optimises it 100 ms after the last new one was seen:
    // all laps until then are thrown away, as are the first ones after that, in which the caches settle.
    private const double WarmUpNs = 900e6;

    private readonly Contender[] _contenders;
    private readonly int[] _rounds; // per lap
    private readonly List<double>[] _laps; // nanoseconds per round

    private Race(Contender[] contenders)
    {
        _contenders = contenders;
        _rounds = new int[contenders.Length];
        _laps = [.. contenders.Select(_ => new List<double>(MostLaps))];
    }

    /// <summary>
    /// Runs the race. Before it, as in BenchmarkDotNet, what setting up has left behind is collected: no contender runs
    /// between its own litter, as none would in a process that has been up for a while.
    /// </summary>
    /// <returns>For each contender the laps in nanoseconds per round, ascending.</returns>
    internal static double[][] Run(params Contender[] contenders)
    {
        GC.Collect();
        var race = new Race(contenders);
        race.WarmUp();
        race.TimeLaps();
        return [.. race._laps.Select(laps => laps.Order().ToArray())];
    }

    /// <summary>
    /// Doubles the rounds of each contender until a lap is long enough, and goes on until the code is compiled.
    /// </summary>
    private void WarmUp()
    {
        Array.Fill(_rounds, 1);
        long start = Stopwatch.GetTimestamp();
        bool settled = false;
        while (!settled || HostClock.NanosecondsSince(start) < WarmUpNs)
        {
            settled = true;
            for (int i = 0; i < _contenders.Length; i++)
            {
                if (LapOf(i) >= LapNs / 2) continue;
                _rounds[i] *= 2;
                settled = false;
            }
        }

        for (int i = 0; i < _contenders.Length; i++)
        {
            double laps = Math.Min(LapNs / LapOf(i), 2);
            _rounds[i] = Math.Max(1, (int)(_rounds[i] * laps));
        }
    }

    private void TimeLaps()
    {
        long start = Stopwatch.GetTimestamp();
        for (int lap = 0; lap < MostLaps; lap++)
        {
            if (lap >= FewestLaps && HostClock.NanosecondsSince(start) > LongestNs) return;
            for (int i = 0; i < _contenders.Length; i++) _laps[i].Add(LapOf(i) / _rounds[i]);
        }
    }

    private double LapOf(int contender)
    {
        long start = Stopwatch.GetTimestamp();
        _contenders[contender].Run(_rounds[contender]);
        return HostClock.NanosecondsSince(start);
    }
}
