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

    private static string? Take(ref BoundedRing<string> ring) => ring.Count == 0 ? null : ring.Dequeue();

    private static void AssertDrains(
        ref BoundedRing<string> ring, Queue<string> model, ref string[] drained, ref int most)
    {
        most = Math.Max(most, model.Count);
        int count = ring.DrainTo(ref drained);
        Assert.Equal(model, drained.Take(count));
        Assert.InRange(drained.Length, most, Math.Min(50, 2 * most));
        model.Clear();
    }
}
