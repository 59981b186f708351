namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>A simulated week in a small office: people come and go on workdays; light, CO2, temperature and humidity
/// follow from it. One row a minute from Monday 00:00 to Sunday 23:59, 10,080 rows.</summary>
internal sealed class OfficeWeek(ulong seed) : IRowSource
{
    private const int Days = 7;
    private const int MinutesPerDay = 24 * 60;

    private readonly Room _room = new();
    private int _peopleBefore; // a minute ago
    private bool _lamps;
    private bool _windowOpen;

    /// <inheritdoc/>
    public string Title => $"Simulated office week, seed {seed}";

    /// <inheritdoc/>
    public Instant Start { get; } = Instant.FromDateTimeOffset(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero)); // a Monday

    /// <inheritdoc/>
    public long BadRows => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Complaints => [];

    /// <inheritdoc/>
    public IEnumerable<Row> Rows()
    {
        var random = new SeededRandom(seed);
        for (int day = 0; day < Days; day++)
        {
            var timetable = new Timetable((DayOfWeek)((day + 1) % Days), random);
            var weather = new Weather(random);
            for (int minute = 0; minute < MinutesPerDay; minute++)
            {
                int people = timetable.People(minute);
                double daylight = weather.Daylight(minute);
                Pass(minute, people, daylight, weather.Temperature(minute), random, workday: day < 5);
                Instant now = Start + TimeSpan.FromMinutes((day * MinutesPerDay) + minute);
                yield return Measure(now, people, daylight, random);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Pass(int minute, int people, double daylight, double outdoors, SeededRandom random, bool workday)
    {
        // Whoever is in wants light unless the sun gives it; one in ten who leave last forget the lamps.
        if (people > 0 && !_lamps) _lamps = daylight < 350 && random.Chance(0.7);
        if (people == 0 && _peopleBefore > 0) _lamps = _lamps && random.Chance(0.1);
        _peopleBefore = people;

        if (people > 0 && !_windowOpen) _windowOpen = _room.Co2 > 1_150 && random.Chance(0.04);
        if (_windowOpen) _windowOpen = people > 0 && _room.Co2 > 650;

        bool working = workday && minute >= Timetable.At(6, 0) && minute < Timetable.At(18, 0);
        _room.Step(
            people,
            _lamps,
            sun: daylight,
            outdoors,
            setpoint: working ? 21 : 17,
            airChanges: 0.3 + (working ? 0.5 : 0) + (_windowOpen ? 3 : 0));
    }

    /// <summary>What sensors of usual resolution and noise show of the room.</summary>
    private Row Measure(Instant time, int people, double daylight, SeededRandom random)
    {
        double temperature = Math.Round(_room.Temperature + random.Noise(0.04), 2);
        double relative = HumidAir.RelativeHumidity(_room.Temperature, _room.HumidityRatio);
        double humidity = Math.Round(relative + random.Noise(0.05), 2);
        double light = daylight + (_lamps ? 430 : 0);
        light = Math.Round(Math.Max(0, light + random.Noise(light > 0 ? 8 : 0)));
        double co2 = Math.Round(_room.Co2 + random.Noise(8));
        double ratio = Math.Round(HumidAir.Ratio(temperature, humidity), 6);
        return new Row(time, temperature, humidity, light, co2, ratio, Truth: people > 0);
    }
}
