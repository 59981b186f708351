using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The ring behind every channel against a queue.</summary>
public sealed class BoundedRingTests
{
    [Theory] // bit i of the script: step i puts (1) or takes (0)
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ring_agrees_with_a_bounded_queue_on_every_script_of_twelve_steps(int capacity)
    {
        for (int script = 0; script < 1 << 12; script++)
        {
            var (ring, model) = (new BoundedRing<int>(capacity), new Queue<int>());
            for (int step = 0; step < 12; step++)
            {
                if (((script >> step) & 1) == 1) Put(ref ring, model, step, capacity);
                else if (model.TryDequeue(out int expected)) Assert.Equal(expected, ring.Dequeue());
                Assert.Equal(model.Count, ring.Count);
            }
        }
    }

    [Fact] // two bits a step: put, put twice, take, drain
    public void Ring_that_grows_agrees_with_a_queue_on_long_scripts_with_drains()
    {
        var random = new Random(1);
        for (int script = 0; script < 200; script++)
        {
            var (ring, model) = (new BoundedRing<string>(capacity: 50), new Queue<string>());
            string[] drained = [];
            int most = 0; // that one drain took
            for (int step = 0; step < 300; step++)
            {
                int kind = random.Next(40);
                if (kind < 25) Put(ref ring, model, $"{step}", capacity: 50);
                else if (kind < 39) Assert.Equal(model.TryDequeue(out string? item) ? item : null, Take(ref ring));
                else AssertDrains(ref ring, model, ref drained, ref most);
                Assert.Equal(model.Count, ring.Count);
            }
        }
    }

    [Theory] // from every head, of every fill: any range is removed, or any number of the oldest is moved out
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Ring_without_a_range_of_items_agrees_with_a_list(int capacity)
    {
        for (int head = 0; head < capacity; head++)
        {
            for (int fill = 0; fill <= capacity; fill++)
            {
                for (int start = 0; start <= fill; start++)
                {
                    for (int end = start; end <= fill; end++) AssertRemoves(capacity, head, fill, start, end);
                }
            }
        }
    }

    [Fact]
    public void Ring_keeps_no_item_alive_that_it_has_handed_out_or_forgotten()
    {
        var ring = new BoundedRing<object>(capacity: 4);
        List<WeakReference> gone = Fill(ref ring);

        GC.Collect();

        Assert.All(gone, item => Assert.False(item.IsAlive));
        Assert.Equal(0, ring.Count);
        GC.KeepAlive(ring);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static List<WeakReference> Fill(ref BoundedRing<object> ring)
        {
            var items = new List<WeakReference>();
            for (int i = 0; i < 6; i++)
            {
                object item = new();
                items.Add(new WeakReference(item));
                if (ring.Count == 4) ring.Dequeue();
                ring.TryEnqueue(item);
            }

            ring.Dequeue();
            ring.Clear();
            return items;
        }
    }

    private static void Put<T>(ref BoundedRing<T> ring, Queue<T> model, T item, int capacity)
    {
        bool fits = model.Count < capacity;
        if (fits) model.Enqueue(item);
        Assert.Equal(fits, ring.TryEnqueue(item));
    }

    private static void AssertRemoves(int capacity, int head, int fill, int start, int end)
    {
        var ring = new BoundedRing<string>(capacity);
        for (int i = 0; i < head; i++)
        {
            ring.TryEnqueue("before");
            if (i > 0) ring.Dequeue();
        }

        List<string> model = [.. Enumerable.Range(0, fill).Select(i => $"{i}")];
        foreach (string item in model)
        {
            if (ring.TryEnqueue(item)) continue;
            ring.Dequeue();
            ring.TryEnqueue(item);
        }

        while (ring.Count > fill) ring.Dequeue();
        ring.RemoveRange(start, end - start);
        model.RemoveRange(start, end - start);
        Assert.Equal(model, Enumerable.Range(0, ring.Count).Select(i => ring[i]));
        string[] moved = [];
        int some = model.Count / 2;
        ring.MoveTo(ref moved, some);
        Assert.Equal(model[..some], moved[..some]);
        while (ring.TryEnqueue("new")) model.Add("new");
        Assert.Equal(model[some..], Enumerable.Range(0, ring.Count).Select(_ => ring.Dequeue()));
    }

    private static string? Take(ref BoundedRing<string> ring) => ring.Count == 0 ? null : ring.Dequeue();

    private static void AssertDrains(
        ref BoundedRing<string> ring, Queue<string> model, ref string[] drained, ref int most)
    {
        most = Math.Max(most, model.Count);
        int count = ring.Count;
        ring.MoveTo(ref drained, count);
        Assert.Equal(0, ring.Count);
        Assert.Equal(model, drained.Take(count));
        Assert.InRange(drained.Length, most, Math.Min(50, 2 * most));
        model.Clear();
    }
}
