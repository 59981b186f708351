using System.Diagnostics;

namespace Spaxiom.Graph.Examples.OrderBook;

/// <summary>A market of one instrument: on a thread of its own, sends a changed book after every pause.</summary>
internal sealed class BookFeed
{
    /// <summary>Least time between two books.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMicroseconds(25);

    private readonly Sender<Book> _sender;
    private readonly long _messages;
    private readonly CancellationToken _cancellation;
    private readonly Thread _thread;
    private readonly SeededRandom _random = new(seed: 1); // a fixed seed: every run sends the same books

    internal BookFeed(Sender<Book> sender, long messages, CancellationToken cancellation)
    {
        (_sender, _messages, _cancellation) = (sender, messages, cancellation);
        _thread = new Thread(SendAll) { IsBackground = true, Name = "book feed" };
    }

    /// <summary>How many books were sent. Read it after <see cref="Join"/>.</summary>
    internal long Sent { get; private set; }

    internal void Start() => _thread.Start();

    internal void Join() => _thread.Join();

    private void SendAll()
    {
        long pause = (long)(Pause.TotalSeconds * Stopwatch.Frequency);
        using (_sender)
        {
            int mid = 100_00;
            while (Sent < _messages && !_cancellation.IsCancellationRequested)
            {
                mid = Math.Clamp(mid + Next(-2, 2), 50_00, 150_00);
                Book book = NewBook(mid);
                book.SentAt = Stopwatch.GetTimestamp();
                if (!_sender.TrySend(book)) return; // the graph has ended
                Sent++;
                while (Stopwatch.GetTimestamp() - book.SentAt < pause) Thread.SpinWait(1);
            }
        }
    }

    private Book NewBook(int mid)
    {
        Book book = default;
        for (int i = 0; i < Book.Depth; i++)
        {
            book.Bids[i] = new Level(mid - 1 - i, Next(1, 500));
            book.Asks[i] = new Level(mid + 1 + i, Next(1, 500));
        }

        return book;
    }

    /// <summary>The next random number, both bounds included.</summary>
    private int Next(int least, int most) => least + _random.NextInt32(most - least + 1);
}
