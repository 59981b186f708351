using System.Diagnostics;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// Times contenders lap by lap in turn (A B A B), so that whatever else the machine does meets all of them.
/// </summary>
internal sealed class Race
{
    private const int FewestLaps = 5;
    private const int MostLaps = 151;

    // Tiered compilation instruments a method after 30 calls, and optimises it 100 ms after the last new one was seen: all
    // laps until then are thrown away, as are the first laps after that, in which the caches settle.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan s_lap = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1.5);

    private readonly Contender[] _contenders;
    private readonly int[] _rounds; // per lap
    private readonly List<double>[] _laps; // nanoseconds per round

    private Race(Contender[] contenders)
    {
        _contenders = contenders;
        _rounds = new int[contenders.Length];
        _laps = [.. contenders.Select(_ => new List<double>(MostLaps))];
    }

    /// <summary>Runs the race.</summary>
    /// <returns>For each contender the laps in nanoseconds per round, ascending.</returns>
    internal static double[][] Run(params Contender[] contenders)
    {
        var race = new Race(contenders);
        race.WarmUp();
        race.TimeLaps();
        return [.. race._laps.Select(laps => laps.Order().ToArray())];
    }

    /// <summary>Bytes that one round allocates on this thread once everything is warm.</summary>
    internal static double BytesPerRound(Contender contender, int rounds)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Run(rounds);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rounds;
    }

    /// <summary>Doubles the rounds of each contender until a lap is long enough, and goes on until the code is compiled.</summary>
    private void WarmUp()
    {
        Array.Fill(_rounds, 1);
        long start = Stopwatch.GetTimestamp();
        bool settled = false;
        while (!settled || Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            settled = true;
            for (int i = 0; i < _contenders.Length; i++)
            {
                TimeSpan lap = Time(i);
                if (lap >= s_lap / 2) continue;
                _rounds[i] *= 2;
                settled = false;
            }
        }

        for (int i = 0; i < _contenders.Length; i++)
        {
            double laps = s_lap / Time(i);
            _rounds[i] = Math.Max(1, (int)(_rounds[i] * Math.Min(laps, 2)));
        }
    }

    private void TimeLaps()
    {
        long start = Stopwatch.GetTimestamp();
        for (int lap = 0; lap < MostLaps; lap++)
        {
            if (lap >= FewestLaps && Stopwatch.GetElapsedTime(start) > s_longest) return;
            for (int i = 0; i < _contenders.Length; i++) _laps[i].Add(Time(i).TotalNanoseconds / _rounds[i]);
        }
    }

    private TimeSpan Time(int contender)
    {
        long start = Stopwatch.GetTimestamp();
        _contenders[contender].Run(_rounds[contender]);
        return Stopwatch.GetElapsedTime(start);
    }
}
