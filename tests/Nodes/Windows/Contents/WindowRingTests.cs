using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>The ring that holds a window's items, against a list.</summary>
public sealed class WindowRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(100)]
    public void Ring_agrees_with_a_list_on_random_scripts(int capacity)
    {
        var random = new SeededRandom((ulong)capacity);
        var ring = new WindowRing<WindowSample>(capacity);
        var model = new List<double>();
        for (int step = 0; step < 5_000; step++)
        {
            if (model.Count > 0 && (ring.IsFull || random.Percent(step / 500 % 2 == 0 ? 30 : 70)))
            {
                ring.Drop();
                model.RemoveAt(0);
            }
            else
            {
                ring.Put(new WindowSample(default, step));
                model.Add(step);
            }

            Assert.Equal(model, ItemsOf(ring));
            Assert.Equal(model.Count == capacity, ring.IsFull);
            Assert.Equal(ring.First + model.Count, ring.End);
        }
    }

    [Fact]
    public void Items_keep_their_slots_until_the_ring_is_enlarged()
    {
        var ring = new WindowRing<WindowSample>(capacity: 100);
        var slots = new Dictionary<long, int>();
        for (int step = 0; step < 1_000; step++)
        {
            if (step % 3 == 2) ring.Drop();
            if (ring.IsFull) break;
            if (ring.Put(new WindowSample(default, step))) slots.Clear();
            slots[ring.End - 1] = ring.SlotOf(ring.End - 1);

            for (long number = ring.First; number < ring.End; number++)
            {
                if (slots.TryGetValue(number, out int slot)) Assert.Equal(slot, ring.SlotOf(number));
            }
        }
    }

    [Fact]
    public void An_item_can_be_replaced_and_no_other_changes()
    {
        var ring = new WindowRing<WindowSample>(capacity: 4);
        for (int i = 0; i < 3; i++) ring.Put(new WindowSample(default, i));

        ring.Replace(ring.First + 1, new WindowSample(default, 7));

        Assert.Equal([0, 7, 2], ItemsOf(ring));
        Assert.Equal((0, 2), (ring.Oldest.Value, ring.Newest.Value));
    }

    private static List<double> ItemsOf(WindowRing<WindowSample> ring)
    {
        var items = new List<double>();
        for (long number = ring.First; number < ring.End; number++) items.Add(ring[number].Value);
        return items;
    }
}
