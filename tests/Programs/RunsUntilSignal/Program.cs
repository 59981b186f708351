using Spaxiom.Graph;

// A child process of the tests: runs until a termination signal, says so on both ends, and ends by itself.
using var runtime = new RealtimeRuntime(ExecutionMode.Park) { HandleSignals = true };
Node<int> node = NodeBuilder.Create(0).OnDrop(_ => Console.WriteLine("dropped")).Build(
    runtime.Executor,
    (ref int _, in CycleContext _) =>
    {
        Console.WriteLine("running");
        return Control.Unchanged;
    });
runtime.Executor.Yield(node);
runtime.Run();
Console.WriteLine("ended");
