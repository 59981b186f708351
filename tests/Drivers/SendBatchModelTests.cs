using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Sends and batches over three channels against a naive model, in every order: whatever several threads do, they do it
/// in one of these orders, because each send is one step at the gate.
/// </summary>
public sealed class SendBatchModelTests
{
    private const int Channels = 3, Capacity = 2;

    public static TheoryData<Delivery, Delivery, Delivery> Deliveries
    {
        get
        {
            var all = new TheoryData<Delivery, Delivery, Delivery>();
            foreach (Delivery a in Enum.GetValues<Delivery>())
            {
                foreach (Delivery b in Enum.GetValues<Delivery>())
                {
                    foreach (Delivery c in Enum.GetValues<Delivery>()) all.Add(a, b, c);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Channels_agree_with_a_naive_model_on_every_script_of_four_steps(Delivery a, Delivery b, Delivery c)
    {
        int scripts = (int)Math.Pow(Pair.Kinds, 4);
        FullMode[][] modes =
        [
            [FullMode.Wait, FullMode.Wait, FullMode.Wait],
            [FullMode.DropOldest, FullMode.DropOldest, FullMode.DropOldest],
            [FullMode.Wait, FullMode.DropOldest, FullMode.DropOldest],
        ];
        foreach (FullMode[] mode in modes)
        {
            var pair = new Pair([a, b, c], mode);
            for (int script = 0; script < scripts; script++)
            {
                for (int rest = script, step = 0; step < 4; step++, rest /= Pair.Kinds) pair.Play(rest % Pair.Kinds);
                pair.Drain();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public void Channels_agree_with_a_naive_model_on_a_long_random_script(Delivery a, Delivery b, Delivery c)
    {
        var random = new SeededRandom(11);
        for (int modes = 0; modes < 8; modes++)
        {
            FullMode[] mode = [.. Enumerable.Range(0, Channels).Select(i => (FullMode)((modes >> i) & 1))];
            var pair = new Pair([a, b, c], mode, capacity: 5);
            for (int step = 0; step < 500; step++) pair.Play(random.NextInt32(Pair.Kinds));
            pair.Drain();
        }
    }

    /// <summary>The channels, and the model that must agree with them.</summary>
    private sealed class Pair
    {
        internal const int Kinds = 6; // lone sends to a and b; batches over a b, b c, and all with two for c; a poll

        private readonly TestRuntime _runtime = Testing.NewRuntime();
        private readonly IInput<int>[] _inputs = new IInput<int>[Channels];
        private readonly InputChannel<int>[] _channels = new InputChannel<int>[Channels];
        private readonly Sender<int>[] _senders = new Sender<int>[Channels];
        private readonly SendBatch _batch;
        private readonly Model _model;
        private int _next;

        internal Pair(Delivery[] deliveries, FullMode[] modes, int capacity = Capacity)
        {
            _model = new Model(deliveries, modes, capacity);
            _batch = new SendBatch(_runtime.Executor, _runtime.Inputs);
            for (int i = 0; i < Channels; i++)
            {
                _inputs[i] = _runtime.AddInlet<int>($"{i}", deliveries[i]);
                _senders[i] = _inputs[i].Inlet.OpenSender(_runtime.Executor, capacity, modes[i]);
                _channels[i] = _inputs[i].Inlet.Channel!;
            }
        }

        internal void Play(int kind)
        {
            int item = ++_next;
            switch (kind)
            {
                case 0 or 1:
                    Assert.Equal(_model.TrySend([(kind, item)]), _senders[kind].TrySend(item));
                    break;
                case 2:
                    Batch((0, item), (1, item));
                    break;
                case 3:
                    Batch((1, item), (2, item));
                    break;
                case 4:
                    bool isBurst = _channels[2].Delivery == Delivery.Burst;
                    if (isBurst) Batch((0, item), (1, item), (2, -item), (2, item));
                    else Batch((0, item), (1, item), (2, item));
                    break;
                default:
                    Poll();
                    break;
            }

            for (int i = 0; i < Channels; i++)
            {
                Assert.Equal(_model.Queues[i].Count, _channels[i].Count);
                Assert.Equal(_model.Dropped[i], _channels[i].Dropped);
            }
        }

        internal void Drain()
        {
            while (_model.Queues.Any(queue => queue.Count > 0)) Poll();
            Assert.False(_runtime.RunCycle());
            Assert.False(_runtime.Inputs.HasSignals);
            Assert.Equal(0, _runtime.Inputs.Batches.Count);
        }

        private void Batch(params (int Channel, int Item)[] items)
        {
            foreach ((int channel, int item) in items) _batch.Add(_inputs[channel], item);
            Assert.Equal(_model.TrySend(items), _batch.TrySend());
            _batch.Clear();
        }

        private void Poll()
        {
            List<int>[] expected = _model.Poll();
            bool ran = _runtime.RunCycle();

            Assert.Equal(expected.Any(items => items.Count > 0), ran);
            for (int i = 0; i < Channels; i++) Assert.Equal(expected[i], _channels[i].Items.ToArray());
        }
    }

    /// <summary>Says what must happen, by looking at everything each time.</summary>
    private sealed class Model(Delivery[] deliveries, FullMode[] modes, int capacity)
    {
        private int _batches;

        /// <summary>What waits: an item, and the number of its batch; 0 for none.</summary>
        internal List<(int Item, int Batch, bool IsKept)>[] Queues { get; } = [[], [], []];

        internal int[] Dropped { get; } = new int[Channels];

        internal bool TrySend((int Channel, int Item)[] items)
        {
            int batch = items.Length > 1 ? ++_batches : 0;
            bool isKept = items.Any(item => modes[item.Channel] == FullMode.Wait);
            foreach (int channel in items.Select(item => item.Channel).Distinct())
            {
                int count = items.Count(item => item.Channel == channel);
                int stays = Queues[channel].Count(item => modes[channel] == FullMode.Wait || item.IsKept);
                if (count + stays <= capacity) continue;
                if (isKept) return false;
                foreach ((int other, int _) in items) Dropped[other]++;
                return true;
            }

            foreach ((int channel, int item) in items)
            {
                while (Queues[channel].Count(other => other.Batch != batch || batch == 0)
                    + items.Count(other => other.Channel == channel) > capacity)
                {
                    Discard(channel);
                }

                Queues[channel].Add((item, batch, isKept && batch > 0));
            }

            return true;
        }

        internal List<int>[] Poll()
        {
            var ready = new HashSet<int>();
            foreach (int batch in Queues.SelectMany(queue => queue).Select(item => item.Batch).Distinct().Order())
            {
                if (batch > 0 && Enumerable.Range(0, Channels).All(channel => IsNext(channel, batch, ready)))
                    ready.Add(batch);
            }

            return [.. Enumerable.Range(0, Channels).Select(channel => Deliver(channel, ready))];
        }

        private bool IsNext(int channel, int batch, HashSet<int> ready)
        {
            int place = Queues[channel].FindIndex(item => item.Batch == batch);
            if (place < 0) return true; // it does not name the channel
            return deliveries[channel] switch
            {
                Delivery.Each => place == 0,
                Delivery.Latest => Queues[channel].Take(place).All(item => item.Batch == 0),
                _ => Queues[channel].Take(place).All(item => item.Batch == 0 || ready.Contains(item.Batch)),
            };
        }

        private List<int> Deliver(int channel, HashSet<int> ready)
        {
            List<(int Item, int Batch, bool IsKept)> queue = Queues[channel];
            int end = queue.FindIndex(item => item.Batch > 0 && !ready.Contains(item.Batch));
            if (end < 0) end = queue.Count;
            int batchEnd = queue.FindIndex(item => item.Batch > 0) + 1;
            if (deliveries[channel] == Delivery.Latest && batchEnd > 0) end = Math.Min(end, batchEnd);
            if (deliveries[channel] == Delivery.Each) end = Math.Min(end, 1);
            List<int> delivered = [.. queue.Take(end).Select(item => item.Item)];
            queue.RemoveRange(0, end);
            return deliveries[channel] == Delivery.Burst || delivered.Count == 0 ? delivered : [delivered[^1]];
        }

        private void Discard(int channel)
        {
            (int item, int batch, bool _) = Queues[channel].First(oldest => !oldest.IsKept);
            for (int other = 0; other < Channels; other++)
            {
                Dropped[other] += Queues[other].RemoveAll(
                    waiting => batch > 0 ? waiting.Batch == batch : other == channel && waiting.Item == item);
            }
        }
    }
}
