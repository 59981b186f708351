using System.Runtime.CompilerServices;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>Batches in two arrays that take turns.</summary>
public sealed class BatchBufferTests
{
    [Fact]
    public void Batch_stays_as_it_is_until_the_next_is_published()
    {
        var buffer = new BatchBuffer<int>();
        for (int i = 0; i < 6; i++) buffer.Add(i);
        ReadOnlyMemory<int> first = buffer.Publish(poisons: false);
        buffer.Add(6);
        buffer.Clear();
        buffer.Add(7);

        Assert.Equal([0, 1, 2, 3, 4, 5], first.ToArray());
        Assert.Equal([7], buffer.Publish(poisons: false).ToArray());
        Assert.Equal(0, buffer.Count);
        Assert.True(buffer.Publish(poisons: false).IsEmpty);
    }

    [Fact]
    public void Batch_that_another_has_followed_keeps_no_item_alive()
    {
        var buffer = new BatchBuffer<object>();
        List<WeakReference> gone = Publish(ref buffer, count: 6);
        List<WeakReference> last = Publish(ref buffer, count: 2);

        GC.Collect();

        Assert.All(gone, item => Assert.False(item.IsAlive));
        Assert.All(last, item => Assert.True(item.IsAlive));
        GC.KeepAlive(buffer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Publish(ref BatchBuffer<object> buffer, int count)
    {
        for (int i = 0; i < count; i++) buffer.Add(new object());
        return [.. buffer.Publish(poisons: false).ToArray().Select(item => new WeakReference(item))];
    }
}
