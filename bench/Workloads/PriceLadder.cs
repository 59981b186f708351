using System.Runtime.CompilerServices;

namespace Spaxiom.Graph.Bench;

/// <summary>
/// A quote makes a mid price, that is skewed by the position held, around it prices are laid out level by level, and
/// the whole is published: four small nodes of different kinds behind an input.
/// </summary>
internal static class PriceLadder
{
    internal const int Depth = 5; // levels on each side

    private const int QuoteCount = 10_000;
    private const int LowestBid = 10_000;
    private const int BidRange = 1_000;
    private const int WidestSpread = 20;
    private const int Position = 12;
    private const int LotsPerTick = 4;

    internal static Contender Closures()
    {
        Quote[] quotes = RandomQuotes();
        int next = 0, mid = 0, skewed = 0;
        long published = 0;
        Quote quote = default;
        Levels levels = default;
        Action[] closures =
        [
            () =>
            {
                quote = quotes[next];
                next = (next + 1) % quotes.Length;
            },
            () => mid = Mid(in quote),
            () => skewed = Skew(mid),
            () => Lay(ref levels, skewed, in quote),
            () => published += Hash(in levels),
        ];
        return new Contender("closures", rounds =>
        {
            for (int i = 0; i < rounds; i++)
            {
                foreach (Action closure in closures) closure();
            }

            return published;
        });
    }

    internal static Contender Engine()
    {
        var graph = new HeldGraph();
        QuoteNode quote = graph.Executor.Add(new QuoteNode(RandomQuotes()));
        MidNode mid = graph.Executor.Add(new MidNode(quote));
        SkewNode skew = graph.Executor.Add(new SkewNode(mid));
        LevelsNode levels = graph.Executor.Add(new LevelsNode(skew, quote));
        PublishedNode published = graph.Executor.Add(new PublishedNode(levels));
        return new Contender("engine", rounds =>
        {
            graph.RunCycles(quote, rounds);
            return published.Value;
        });
    }

    private static Quote[] RandomQuotes()
    {
        var random = new SeededRandom(seed: 1);
        var quotes = new Quote[QuoteCount];
        for (int i = 0; i < quotes.Length; i++)
        {
            int bid = LowestBid + random.NextInt32(BidRange);
            quotes[i] = new Quote(bid, bid + 1 + random.NextInt32(WidestSpread));
        }

        return quotes;
    }

    private static int Mid(in Quote quote) => (quote.Bid + quote.Ask) / 2;

    private static int Skew(int mid) => mid - (Position / LotsPerTick);

    private static void Lay(ref Levels levels, int skewed, in Quote quote)
    {
        int half = (quote.Ask - quote.Bid + 1) / 2;
        for (int i = 0; i < Depth; i++)
        {
            levels[i] = skewed - half - i;
            levels[Depth + i] = skewed + half + i;
        }
    }

    private static long Hash(in Levels levels)
    {
        long hash = 0;
        for (int i = 0; i < 2 * Depth; i++) hash = (hash * 31) + levels[i];
        return hash;
    }

    /// <summary>The best prices, in ticks.</summary>
    private readonly record struct Quote(int Bid, int Ask);

    /// <summary>Bids from the best down, then asks from the best up, in ticks.</summary>
    [InlineArray(2 * Depth)]
    private struct Levels
    {
        private int _first;
    }

    private sealed class QuoteNode(Quote[] quotes) : Node<Quote>
    {
        private int _next;

        protected override Control OnCycle(in CycleContext context)
        {
            State = quotes[_next];
            _next = (_next + 1) % quotes.Length;
            return Control.Broadcast;
        }
    }

    private sealed class MidNode : Node<int>
    {
        private readonly Node<Quote> _quote;

        internal MidNode(Node<Quote> quote)
        {
            _quote = quote;
            TriggeredBy(quote);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = Mid(in _quote.Value);
            return Control.Broadcast;
        }
    }

    private sealed class SkewNode : Node<int>
    {
        private readonly Node<int> _mid;

        internal SkewNode(Node<int> mid)
        {
            _mid = mid;
            TriggeredBy(mid);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            State = Skew(_mid.Value);
            return Control.Broadcast;
        }
    }

    private sealed class LevelsNode : Node<Levels>
    {
        private readonly Node<int> _skewed;
        private readonly Node<Quote> _quote;

        internal LevelsNode(Node<int> skewed, Node<Quote> quote)
        {
            (_skewed, _quote) = (skewed, quote);
            TriggeredBy(skewed, quote);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            Lay(ref State, _skewed.Value, in _quote.Value);
            return Control.Broadcast;
        }
    }

    private sealed class PublishedNode : Node<long>
    {
        private readonly Node<Levels> _levels;

        internal PublishedNode(Node<Levels> levels)
        {
            _levels = levels;
            TriggeredBy(levels);
        }

        protected override Control OnCycle(in CycleContext context)
        {
            context.RequestEffect();
            return Control.Unchanged;
        }

        /// <summary>What leaves the graph leaves it when the cycle is finished.</summary>
        protected override void OnEffect() => State += Hash(in _levels.Value);
    }
}
