using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>SelectAsync in virtual time: a value of n stands for work of n seconds.</summary>
public sealed class SelectAsyncTests
{
    [Fact]
    public void Queue_works_on_one_value_after_the_other()
    {
        var bench = new Bench(Overlap.Queue);

        bench.Play((0, 3), (1, 1), (2, 2));

        Assert.Equal(["3@3", "1@4", "2@6"], bench.Log);
        Assert.Equal(0, bench.Node.Skipped);
    }

    [Fact]
    public void Queue_that_is_full_skips_and_counts()
    {
        var bench = new Bench(Overlap.Queue.WithLimit(1));

        bench.Play((0, 3), (1, 1), (2, 2));

        Assert.Equal(["3@3", "1@4"], bench.Log);
        Assert.Equal(1, bench.Node.Skipped);
    }

    [Fact]
    public void Skip_takes_the_next_value_after_the_work_has_ended()
    {
        var bench = new Bench(Overlap.Skip);

        bench.Play((0, 3), (1, 1), (3, 2), (4, 1));

        Assert.Equal(["3@3", "2@5"], bench.Log);
        Assert.Equal(2, bench.Node.Skipped);
    }

    [Fact]
    public void Restart_cancels_what_is_going_on()
    {
        var bench = new Bench(Overlap.Restart);

        bench.Play((0, 3), (1, 2), (2, 2));

        Assert.Equal(["2@4"], bench.Log);
        Assert.Equal((2, 2), (bench.Node.Skipped, bench.Cancelled));
    }

    [Fact]
    public void Parallel_broadcasts_results_as_they_arrive_and_those_of_one_instant_as_they_were_started()
    {
        var bench = new Bench(Overlap.Parallel);

        bench.Play((0, 4), (1, 1), (2, 2));

        Assert.Equal(["1@2", "4@4", "2@4"], bench.Log);
    }

    [Fact]
    public void Parallel_in_order_of_arrival_lets_results_wait_for_those_before()
    {
        var bench = new Bench(Overlap.Parallel, new AsyncOptions { Order = ResultOrder.Arrival });

        bench.Play((0, 4), (1, 1), (2, 3));

        Assert.Equal(["4@4", "1@4", "3@5"], bench.Log);
    }

    [Fact]
    public void Parallel_beyond_its_limit_skips_and_counts()
    {
        var bench = new Bench(Overlap.Parallel.WithLimit(2));

        bench.Play((0, 4), (1, 4), (2, 1));

        Assert.Equal(["4@4", "4@5"], bench.Log);
        Assert.Equal(1, bench.Node.Skipped);
    }

    [Fact]
    public void Work_that_fails_is_tried_again_after_delays_that_double()
    {
        var options = new AsyncOptions { Retry = new RetryOptions { Attempts = 3 } };
        var bench = new Bench(Overlap.Queue, options, failures: 3);

        bench.Play((0, 1));

        Assert.Equal(["1@7.5"], bench.Log); // tries from 0, 1.5, 3.5 and 6.5 on, each of one second
        Assert.Equal(3, bench.Node.Retries);
    }

    [Fact]
    public void Work_that_fails_for_good_fails_the_node_and_its_policy_decides()
    {
        var bench = new Bench(Overlap.Queue, failures: 1);
        bench.Node.OnError(ErrorPolicy.Hold);

        bench.Play((0, 1), (1, 2));

        Assert.Equal(["2@3"], bench.Log);
        Assert.Equal((1, "try 1"), (bench.Node.Failures, bench.Failure));
    }

    [Fact]
    public void Try_that_takes_too_long_is_cancelled_at_the_exact_instant()
    {
        var bench = new Bench(
            Overlap.Queue,
            new AsyncOptions
            {
                Timeout = TimeSpan.FromSeconds(2.5),
                Retry = new RetryOptions { Attempts = 1, FirstDelay = TimeSpan.FromSeconds(1) },
            });
        bench.Node.OnError(ErrorPolicy.Hold);

        bench.Play((0, 3), (1, 2));

        Assert.Equal(["2@8"], bench.Log); // 0 to 2.5, 3.5 to 6, then 6 to 8
        Assert.Equal((2, 2, 1), (bench.Node.TimedOut, bench.Cancelled, bench.Node.Failures));
        Assert.StartsWith("The work of node 'work' (#1.1) for a value took longer", bench.Failure);
    }

    [Fact]
    public void Result_at_the_very_instant_of_its_time_out_counts()
    {
        var bench = new Bench(Overlap.Queue, new AsyncOptions { Timeout = TimeSpan.FromSeconds(2) });

        bench.Play((0, 2));

        Assert.Equal(["2@2"], bench.Log);
    }

    /// <summary>A graph of an input and the operator, and what it broadcast.</summary>
    private sealed class Bench
    {
        private readonly TestRuntime _runtime = Testing.NewRuntime();
        private readonly TestInput<int> _input;
        private int _failures;

        internal Bench(Overlap overlap, AsyncOptions? options = null, int failures = 0)
        {
            _failures = failures;
            int tries = 0;
            _input = _runtime.Input<int>("input");
            Node = _input.Node
                .SelectAsync(
                    async (seconds, cancellation) =>
                    {
                        int number = ++tries;
                        try
                        {
                            await Task.Delay(TimeSpan.FromSeconds(seconds), _runtime.TimeProvider, cancellation);
                        }
                        catch (OperationCanceledException)
                        {
                            Cancelled++;
                            throw;
                        }

                        return _failures-- > 0 ? throw new InvalidDataException($"try {number}") : seconds;
                    },
                    overlap,
                    options)
                .Named("work");
            Node.ForEach(value => Log.Add($"{value}@{(_runtime.Now - Instant.Epoch).TotalSeconds}"));
            _runtime.Executor.NodeFailed += failure => Failure = failure.InnerException!.Message;
        }

        internal AsyncNode<int> Node { get; }

        internal List<string> Log { get; } = [];

        internal int Cancelled { get; private set; }

        internal string? Failure { get; private set; }

        /// <summary>Pushes values at seconds, in order of time, and goes on until all work is over.</summary>
        internal void Play(params ReadOnlySpan<(int Second, int Value)> script)
        {
            foreach ((int second, int value) in script)
            {
                _runtime.AdvanceTo(Testing.At(second));
                _input.Push(value);
            }

            _runtime.AdvanceTo(Testing.At(60));
            Assert.Equal((0, 0), (Node.InProgress, Node.Waiting));
        }
    }
}
