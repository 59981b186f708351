namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>Lots that wait on each side of the book.</summary>
internal readonly record struct SideSizes(int Bid, int Ask);

/// <summary>What a strategy would act on: everything that one snapshot says, joined.</summary>
internal readonly record struct MarketView(double Mid, double Imbalance, SideSizes Sizes);

/// <summary>The graph: a book, three things computed from it, and a joiner that runs once when all four have.</summary>
internal sealed class BookGraph
{
    private BookGraph(Sender<Book> sender, Node<MarketView> view) => (Sender, View) = (sender, view);

    /// <summary>Feeds the book. A snapshot that was not taken in when the next one comes is discarded.</summary>
    internal Sender<Book> Sender { get; }

    /// <summary>The joiner.</summary>
    internal Node<MarketView> View { get; }

    /// <summary>
    /// Builds the graph. It ends the run once the sender is disposed and the last snapshot was delivered.
    /// </summary>
    /// <param name="executor">Where to build it.</param>
    /// <param name="onView">Runs inside the joiner's cycle function, once for each delivered snapshot.</param>
    internal static BookGraph Build(Executor executor, Action<Book> onView)
    {
        (Node<Book> book, Sender<Book> sender) = NodeBuilder.Create(default(Book)).Named("book")
            .BuildWithChannel(
                executor,
                capacity: 1,
                (ref Book current, ReadOnlySpan<Book> items, in CycleContext context) =>
                {
                    if (context.InputCompleted) return Control.Terminate;
                    if (items.IsEmpty) return Control.Unchanged;
                    current = items[^1];
                    return Control.Broadcast;
                },
                FullMode.DropOldest);

        Node<double> mid = NodeBuilder.Create(0.0).Named("mid").TriggeredBy(book)
            .Build(executor, (ref double value, in CycleContext _) =>
            {
                value = (book.Value.Bids[0].Price + book.Value.Asks[0].Price) / 2.0;
                return Control.Broadcast;
            });

        Node<double> imbalance = NodeBuilder.Create(0.0).Named("imbalance").TriggeredBy(book)
            .Build(executor, (ref double value, in CycleContext _) =>
            {
                (int bid, int ask) = (book.Value.Bids[0].Size, book.Value.Asks[0].Size);
                value = (double)(bid - ask) / (bid + ask);
                return Control.Broadcast;
            });

        Node<SideSizes> depth = NodeBuilder.Create(default(SideSizes)).Named("depth").TriggeredBy(book)
            .Build(executor, (ref SideSizes value, in CycleContext _) =>
            {
                value = new SideSizes(book.Value.Bids.TotalSize, book.Value.Asks.TotalSize);
                return Control.Broadcast;
            });

        Node<MarketView> view = NodeBuilder.Create(default(MarketView)).Named("view")
            .TriggeredBy(book, mid, imbalance, depth)
            .Build(executor, (ref MarketView value, in CycleContext _) =>
            {
                value = new MarketView(mid.Value, imbalance.Value, depth.Value);
                onView(book.Value);
                return Control.Broadcast;
            });

        return new BookGraph(sender, view);
    }
}
