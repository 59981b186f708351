namespace Spaxiom.Graph.Examples.OfficeOccupancy;

/// <summary>The values of the last while, <c>(now - length, now]</c>: one exactly a window old is out.</summary>
/// <remarks>Two stacks: new values are summed up as they come; when the old ones are used up, the new ones are turned
/// over, each with the statistics of itself and all after it. So a value is handled a constant number of times on
/// average, and nothing is ever subtracted: a sum cannot drift, however long the run. Memory is the values of one
/// window.</remarks>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly List<(Instant Time, WindowStatistics WithLater)> _old = []; // the oldest last
    private readonly List<(Instant Time, double Value)> _new = []; // as they came
    private WindowStatistics _sumOfNew;

    /// <summary>Statistics of the values in the window.</summary>
    public WindowStatistics Statistics => _old.Count == 0 ? _sumOfNew : _old[^1].WithLater + _sumOfNew;

    /// <summary>Takes in a value and lets go of those that are out of the window at <paramref name="now"/>.</summary>
    /// <param name="now">Time of the value; not before that of the value before it.</param>
    /// <param name="value">The value, a finite number.</param>
    public void Add(Instant now, double value)
    {
        _new.Add((now, value));
        _sumOfNew += WindowStatistics.Of(value);

        Instant end = now - length;
        while (OldestTime() <= end)
        {
            if (_old.Count == 0) TurnOver();
            _old.RemoveAt(_old.Count - 1);
        }
    }

    private Instant OldestTime() => _old.Count > 0 ? _old[^1].Time : _new[0].Time;

    private void TurnOver()
    {
        WindowStatistics rest = default;
        for (int i = _new.Count - 1; i >= 0; i--)
        {
            rest = WindowStatistics.Of(_new[i].Value) + rest;
            _old.Add((_new[i].Time, rest));
        }

        _new.Clear();
        _sumOfNew = default;
    }
}
