using Spaxiom.Graph.Examples.OfficeOccupancy;
using Xunit;

namespace Spaxiom.Graph.Tests;

public sealed class OfficeWeekTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 12).Select(seed => (ulong)seed), ulong.MaxValue];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Week_has_a_row_per_minute_and_plausible_values(ulong seed)
    {
        List<Row> rows = Week(seed);

        Assert.Equal(10_080, rows.Count);
        Assert.Equal(DayOfWeek.Monday, rows[0].Time.ToDateTimeOffset().DayOfWeek);
        for (int i = 0; i < rows.Count; i++)
        {
            Row row = rows[i];
            Assert.Equal(rows[0].Time + TimeSpan.FromMinutes(i), row.Time);
            Assert.InRange(row.Temperature, 14, 26);
            Assert.InRange(row.Humidity, 15, 70);
            Assert.InRange(row.Light, 0, 1_000);
            Assert.InRange(row.Co2, 400, 2_000);
            Assert.Equal(HumidAir.Ratio(row.Temperature, row.Humidity), row.HumidityRatio, tolerance: 0.000_001);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Week_follows_its_people(ulong seed)
    {
        List<Row> rows = Week(seed);

        // Nobody at night or on Sunday; in all, as many minutes with somebody in as five days of work have.
        Assert.DoesNotContain(rows, row => row.Truth && Clock(row) is { Hour: < 7 or > 19 });
        Assert.DoesNotContain(rows, row => row.Truth && Clock(row) is { DayOfWeek: DayOfWeek.Sunday });
        Assert.InRange(rows.Count(row => row.Truth), 1_500, 4_000);

        // It is dark at night unless lamps were forgotten, and people raise CO2 above an empty night's.
        Assert.All(rows.Where(row => Clock(row).Hour < 7), row => Assert.True(row.Light is 0 or > 400));
        double night = rows.Where(row => Clock(row).Hour == 4).Average(row => row.Co2);
        double present = rows.Where(row => row.Truth).Average(row => row.Co2);
        Assert.True(present > night + 200, $"CO2 was {present} ppm with people in, {night} ppm at 4 o'clock.");
    }

    [Fact]
    public void Same_seed_gives_the_same_week_and_another_seed_another()
    {
        Assert.Equal(Week(7), Week(7));
        Assert.NotEqual(Week(7), Week(8));
    }

    [Fact]
    public void Room_with_constant_people_settles_where_the_mass_balance_says()
    {
        var room = new Room();

        for (int minute = 0; minute < 60 * 48; minute++)
        {
            room.Step(people: 2, lamps: false, sun: 0, outdoors: 5, setpoint: 17, airChanges: 0.8);
        }

        Assert.Equal(420 + (2 * 0.0187 * 1e6 / (0.8 * 72)), room.Co2, tolerance: 0.001);
        Assert.Equal(0.0038 + (2 * 0.055 / (0.8 * 72 * 1.2)), room.HumidityRatio, tolerance: 1e-9);
    }

    [Fact]
    public void Humid_air_agrees_with_tables_and_with_itself()
    {
        Assert.Equal(2_339, HumidAir.SaturationPressure(20), tolerance: 7); // ASHRAE: 2338.8 Pa
        Assert.Equal(0.014_7, HumidAir.Ratio(20, 100), tolerance: 0.000_1); // ASHRAE: 0.014 696 kg/kg
        Assert.Equal(43.21, HumidAir.RelativeHumidity(21.5, HumidAir.Ratio(21.5, 43.21)), tolerance: 1e-9);
    }

    private static DateTimeOffset Clock(Row row) => row.Time.ToDateTimeOffset();

    private static List<Row> Week(ulong seed)
    {
        using var week = new OfficeWeek(seed);
        return [.. week.Rows()];
    }
}
