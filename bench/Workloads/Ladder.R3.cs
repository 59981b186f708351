using R3;

namespace Spaxiom.Graph.Bench;

/// <summary>The ladder as one would write it with R3.</summary>
internal static partial class Ladder
{
    /// <summary>
    /// <c>CombineLatest</c>, which tells its result for each of its sources: twice as often at every level.
    /// </summary>
    internal static Contender R3(int depth)
    {
        var source = new Subject<int>();
        Observable<int> end = source;
        for (int i = 0; i < depth; i++)
        {
            Observable<int> shared = end.Share();
            end = shared.Select(value => value + Left)
                .CombineLatest(shared.Select(value => value + Right), (left, right) => left + right);
        }

        int count = 0, answer = 0;
        end.Subscribe(value => answer = value);
        return new Contender("R3", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }
}
