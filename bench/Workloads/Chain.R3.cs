using R3;

namespace Spaxiom.Graph.Bench;

/// <summary>The chain as one would write it with R3.</summary>
internal static partial class Chain
{
    /// <summary>A subject and <c>Select</c> after <c>Select</c>.</summary>
    internal static Contender R3(int length)
    {
        var source = new Subject<int>();
        Observable<int> end = source;
        for (int i = 1; i < length; i++) end = end.Select(value => value + Constant);
        int count = 0, answer = 0;
        end.Subscribe(value => answer = value);
        return new Contender("R3", rounds =>
        {
            for (int i = 0; i < rounds; i++) source.OnNext(++count);
            return answer;
        });
    }
}
