// The README's tour as one program. Below the first part, each of the others stands on its own.
using Spaxiom.Graph;

var start = Instant.FromDateTimeOffset(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

static (Input<double> Temperature, Node<bool> Alarm) Build(Runtime runtime)
{
    Input<double> temperature = runtime.AddInput<double>("temperature");
    Node<bool> alarm = temperature
        .Select(celsius => celsius > 30.0)
        .DistinctUntilChanged()
        .Debounce(TimeSpan.FromMinutes(2))
        .Named("alarm");
    return (temperature, alarm);
}

// Over recorded events: time jumps from event to event and timer to timer.
var history = new HistoricalRuntime(start, end: start + TimeSpan.FromHours(1));
var recorded = Build(history);
recorded.Alarm.ForEach(on => Console.WriteLine($"history: {history.Now} {on}"));
history.Feed(
    recorded.Temperature,
    [new(start + TimeSpan.FromMinutes(1), 31.5), new(start + TimeSpan.FromMinutes(5), 25.0)]);
history.Run();

// In a test: time moves when told, exactly.
var test = new TestRuntime(start);
var tested = Build(test);
test.Push(tested.Temperature, 31.5);
test.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
Console.WriteLine($"test: {tested.Alarm.HasValue}");
test.Advance(TimeSpan.FromTicks(1));
Console.WriteLine($"test: {tested.Alarm.HasValue} {tested.Alarm.Value}");

// Live, here an hour a second: values come from any thread, and results can be read from any thread.
using var live = new RealtimeRuntime(ExecutionMode.Park) { Speed = 3600 };
var sensed = Build(live);
using Sender<double> sender = live.OpenSender(sensed.Temperature, capacity: 16);
Latest<bool> latest = live.Publish(sensed.Alarm);
sensed.Alarm.Where(on => on).ForEach(_ => live.Stop());
Task run = live.RunAsync();
sender.Send(31.5);
await run;
Console.WriteLine($"live: {latest.Value}");

// A bounded channel into a node of its own; under DropOldest a sender never waits, and what is lost is counted.
var fed = new TestRuntime(start);
var (total, orders) = NodeBuilder.Create(0).Named("total")
    .BuildWithChannel<int>(
        fed.Executor,
        capacity: 2,
        (ref int sum, ReadOnlySpan<int> items, in CycleContext context) =>
        {
            foreach (int item in items) sum += item;
            return context.InputCompleted ? Control.Terminate : Control.Broadcast;
        },
        FullMode.DropOldest);
for (int order = 1; order <= 4; order++) orders.TrySend(order);
fed.RunCycle();
Console.WriteLine($"channel: {total.Value}, {orders.Dropped} dropped");

// A node that throws is handled by its policy, and the failure is reported in a sentence.
var failing = new TestRuntime(start);
failing.Executor.NodeFailed += failure => Console.WriteLine($"failed: {failure.Message}");
TestInput<int> divisor = failing.Input<int>("divisor");
Node<int> quotient = NodeBuilder.Create(0).Named("quotient").TriggeredBy(divisor.Node).OnError(ErrorPolicy.Hold)
    .Build(failing.Executor, (ref int value, in CycleContext _) =>
    {
        value = 100 / divisor.Node.Value;
        return Control.Broadcast;
    });
divisor.Push(4);
divisor.Push(0);
failing.RunUntilIdle();
Console.WriteLine($"held: {quotient.Value}");
