using R3;

namespace Spaxiom.Graph.Bench;

/// <summary>Fan-out and fan-in as one would write them with R3.</summary>
internal static partial class Fan
{
    /// <summary>A subject with many subscribers.</summary>
    internal static Contender R3Out(int width)
    {
        var source = new Subject<int>();
        int[] values = new int[width];
        for (int i = 0; i < width; i++)
        {
            int place = i;
            source.Select(value => value + place).Subscribe(value => values[place] = value);
        }

        int count = 0;
        return new Contender("R3", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return values[^1];
        });
    }

    /// <summary>
    /// <c>CombineLatest</c> of many: it tells all values for each of them, of which only the last are of one event.
    /// </summary>
    internal static Contender R3In(int width)
    {
        var source = new Subject<int>();
        int count = 0, answer = 0;
        Observable.CombineLatest(Enumerable.Range(0, width).Select(place => source.Select(value => value + place)))
            .Select(values =>
            {
                int sum = 0;
                foreach (int value in values) sum += value;
                return sum;
            })
            .Subscribe(sum => answer = sum);
        return new Contender("R3", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }
}
