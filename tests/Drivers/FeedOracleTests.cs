using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// What is pushed at random, alone and in batches, to inputs that come and go, against a model that looks through
/// whole lists in every cycle. A failure names its seed.
/// </summary>
public sealed class FeedOracleTests
{
    private static readonly Delivery[] s_deliveries = [Delivery.Each, Delivery.Each, Delivery.Latest, Delivery.Burst];

    [Fact]
    public void Runtime_equals_the_model_on_five_hundred_random_scripts()
    {
        int batches = 0, held = 0, sweeps = 0;
        for (ulong seed = 1; seed <= 500; seed++)
        {
            var script = new Script(seed);
            for (int step = 0; step < 40; step++) script.DoSomething();
            script.Finish();
            Assert.True(
                script.Expected.SequenceEqual(script.Actual),
                $"Seed {seed}: expected{Lines(script.Expected)}\n\nbut found{Lines(script.Actual)}");
            batches += script.Batches;
            held += script.Held;
            sweeps += script.Sweeps;
        }

        Assert.All([batches, held, sweeps], count => Assert.True(count > 300, "The scripts exercise too little."));

        static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"\n  {line}"));
    }

    private sealed record Item(int Second, int Value, int Batch);

    private sealed class ModelInput(IInput<int> input, Node node, Delivery delivery, int number)
    {
        internal IInput<int> Input => input;

        internal Node Node => node;

        internal Delivery Delivery => delivery;

        internal int Number => number;

        internal List<Item> Waiting { get; } = [];

        internal void Push(Item item)
        {
            int place = Waiting.Count;
            while (place > 0 && Waiting[place - 1].Second > item.Second) place--;
            Waiting.Insert(place, item);
        }

        /// <summary>Whether nothing before the batch keeps it from entering the coming cycle.</summary>
        internal bool IsNext(int batch, int now, HashSet<int> entering)
        {
            foreach (Item item in Waiting.TakeWhile(item => item.Second <= now))
            {
                if (item.Batch == batch) return true;
                bool isPassed = delivery != Delivery.Each && item.Batch == 0;
                if (!isPassed && !(delivery == Delivery.Burst && entering.Contains(item.Batch))) return false;
            }

            return false;
        }

        /// <summary>Takes out what enters, oldest first.</summary>
        internal List<int> Take(int now, HashSet<int> entering)
        {
            var taken = new List<int>();
            while (Waiting.Count > 0 && Waiting[0].Second <= now)
            {
                Item item = Waiting[0];
                if (item.Batch != 0 && !entering.Contains(item.Batch)) break;
                Waiting.RemoveAt(0);
                if (delivery == Delivery.Latest) taken.Clear();
                taken.Add(item.Value);
                if (delivery == Delivery.Each || (delivery == Delivery.Latest && item.Batch != 0)) break;
            }

            return taken;
        }
    }

    private sealed class Script
    {
        private readonly SeededRandom _random;
        private readonly TestRuntime _runtime = Testing.NewRuntime();
        private readonly InputBatch _batch;
        private readonly List<ModelInput> _inputs = [];
        private int _now, _epoch, _values, _numbers;

        internal Script(ulong seed)
        {
            _random = new SeededRandom(seed);
            _batch = _runtime.CreateBatch();
            for (int i = 0; i < 5; i++) AddInput();
        }

        internal List<string> Expected { get; } = [];

        internal List<string> Actual { get; } = [];

        internal int Batches { get; private set; }

        internal int Held { get; private set; } // cycles in which a due batch had to wait

        internal int Sweeps { get; private set; }

        internal void DoSomething()
        {
            int choice = _random.NextInt32(100);
            if (choice < 45) Push();
            else if (choice < 75) SendBatch();
            else if (choice < 80) Sweep();
            else if (choice < 85) AddInput();
            else Advance(_random.NextInt32(3));
        }

        internal void Finish() => Advance(10);

        private void AddInput()
        {
            Delivery delivery = s_deliveries[_random.NextInt32(s_deliveries.Length)];
            int number = _numbers++;
            if (delivery == Delivery.Burst)
            {
                BurstInput<int> burst = _runtime.AddBurstInput<int>($"{number}");
                Watch(burst, number, () => burst.Value.ToArray());
                _inputs.Add(new ModelInput(burst, burst, delivery, number));
                return;
            }

            Input<int> input = _runtime.AddInput<int>($"{number}", delivery);
            Watch(input, number, () => [input.Value]);
            _inputs.Add(new ModelInput(input, input, delivery, number));
        }

        private void Watch(Node node, int number, Func<int[]> values) =>
            NodeBuilder.Create(0).TriggeredBy(node).Build(_runtime.Executor, (ref int _, in CycleContext context) =>
            {
                Actual.Add(Line(context.Epoch, (int)(context.Now - Instant.Epoch).TotalSeconds, number, values()));
                return Control.Unchanged;
            });

        private static string Line(long epoch, int second, int number, IEnumerable<int> values) =>
            $"{epoch} at {second}: {number} takes {string.Join(' ', values)}";

        private void Push()
        {
            if (_inputs.Count == 0) return;
            ModelInput input = _inputs[_random.NextInt32(_inputs.Count)];
            var item = new Item(_now + _random.NextInt32(4), ++_values, Batch: 0);
            input.Push(item);
            _runtime.PushAt(input.Input, Testing.At(item.Second), item.Value);
        }

        private void SendBatch()
        {
            Batches++;
            int second = _now + _random.NextInt32(4);
            int count = Math.Min(_inputs.Count, 1 + _random.NextInt32(3));
            _random.Shuffle(_inputs);
            foreach (ModelInput input in _inputs.Take(count))
            {
                int items = input.Delivery == Delivery.Burst ? 1 + _random.NextInt32(2) : 1;
                for (int i = 0; i < items; i++)
                {
                    _batch.Add(input.Input, ++_values);
                    input.Push(new Item(second, _values, Batch: count == 1 ? 0 : Batches)); // alone it is no batch
                }
            }

            Assert.True(_runtime.PushAt(_batch, Testing.At(second)));
        }

        private void Sweep()
        {
            if (_inputs.Count == 0) return;
            Sweeps++;
            int index = _random.NextInt32(_inputs.Count);
            _runtime.Executor.Sweep(_inputs[index].Node);
            _inputs.RemoveAt(index);
        }

        private void Advance(int seconds)
        {
            _runtime.AdvanceTo(Testing.At(_now + seconds));
            for (int end = _now + seconds; ; _now++)
            {
                while (RunModel())
                {
                }

                if (_now == end) return;
            }
        }

        private bool RunModel()
        {
            ModelInput[] due = [.. _inputs.Where(input => input.Waiting.Any(item => item.Second <= _now))];
            if (due.Length == 0) return false;
            HashSet<int> entering = FindEntering(due);
            _epoch++;
            foreach (ModelInput input in due.OrderBy(input => input.Number))
            {
                List<int> taken = input.Take(_now, entering);
                if (taken.Count > 0) Expected.Add(Line(_epoch, _now, input.Number, taken));
            }

            return true;
        }

        private HashSet<int> FindEntering(ModelInput[] due)
        {
            int[] batches = [.. due.SelectMany(input => input.Waiting.Where(item => item.Second <= _now))
                .Select(item => item.Batch).Where(batch => batch != 0).Distinct()];
            var entering = new HashSet<int>();
            int before;
            do
            {
                before = entering.Count;
                entering.UnionWith(batches.Where(batch => due
                    .Where(input => input.Waiting.Exists(item => item.Batch == batch))
                    .All(input => input.IsNext(batch, _now, entering))));
            }
            while (entering.Count > before);
            if (entering.Count < batches.Length) Held++;
            return entering;
        }
    }
}
