namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>How many people are in the office at each minute of one day.</summary>
internal sealed class Timetable
{
    private const int MinutesPerDay = 24 * 60;
    private const int Colleagues = 3;

    private readonly int[] _people = new int[MinutesPerDay];

    /// <summary>Draws the comings and goings of one day.</summary>
    public Timetable(DayOfWeek day, SeededRandom random)
    {
        if (day == DayOfWeek.Sunday) return;
        if (day == DayOfWeek.Saturday)
        {
            if (random.Chance(0.5)) Stay(At(9, 30) + random.Between(0, 240), random.Between(20, 120));
            return;
        }

        for (int i = 0; i < Colleagues; i++)
        {
            if (random.Chance(0.85)) AddWorkday(random);
        }

        Stay(At(18, 40) + random.Between(0, 40), random.Between(6, 14)); // the cleaner
    }

    /// <summary>People in the room at a minute of the day, from 0.</summary>
    public int People(int minute) => _people[minute];

    /// <summary>A minute of the day.</summary>
    public static int At(int hour, int minute) => (hour * 60) + minute;

    private void AddWorkday(SeededRandom random)
    {
        int arrival = At(7, 40) + random.Between(0, 90);
        int lunch = At(11, 55) + random.Between(0, 45);
        int back = lunch + random.Between(30, 60);
        int leaving = At(16, 30) + random.Between(0, 100);
        Stay(arrival, lunch - arrival);
        Stay(back, leaving - back);
        StepOut(arrival + random.Between(60, 150), random.Between(4, 12)); // a coffee in the morning
        StepOut(back + random.Between(60, 150), random.Between(4, 12)); // and one in the afternoon
    }

    private void Stay(int start, int minutes)
    {
        for (int minute = start; minute < start + minutes; minute++) _people[minute]++;
    }

    private void StepOut(int start, int minutes)
    {
        for (int minute = start; minute < start + minutes; minute++) _people[minute]--;
    }
}
