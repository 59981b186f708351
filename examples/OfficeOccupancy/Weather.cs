namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>One winter day outside, as far as the office feels it.</summary>
internal sealed class Weather(SeededRandom random)
{
    private const double Sunrise = 8.1 * 60; // minutes of the day
    private const double Sunset = 17.6 * 60;

    private readonly double _clearness = random.Between(0.3, 1.0); // of this day's sky
    private readonly double _coldest = random.Between(-1.0, 4.0);
    private double _clouds = 0.85; // what passing clouds leave of the light

    /// <summary>Daylight at the sensor, in lux; the sun heats the room by about as many watts.</summary>
    /// <param name="minute">Of the day; to be asked minute by minute, as clouds drift from one to the next.</param>
    public double Daylight(int minute)
    {
        if (minute <= Sunrise || minute >= Sunset) return 0;

        _clouds = Math.Clamp(_clouds + random.Noise(0.06), 0.6, 1.0);
        double day = (minute - Sunrise) / (Sunset - Sunrise);
        return 460 * _clearness * _clouds * 4 * day * (1 - day);
    }

    /// <summary>Temperature outside, in °C: lowest at 4:00, six degrees more at 16:00, straight in between.</summary>
    public double Temperature(int minute)
    {
        double hoursFromLowest = Math.Abs((minute / 60.0) - 4);
        return _coldest + (6 * (1 - (Math.Abs(hoursFromLowest - 12) / 12)));
    }
}
