using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>What may be asked in which step, and by which thread.</summary>
public sealed class StepTests : ExecutorTest
{
    [Fact]
    public void Steps_follow_one_another_run_effects_sweep_spawn()
    {
        Probe victim = Add("victim");
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(_ => Log.Add("spawn"));
            context.Sweep(victim);
            context.RequestEffect();
            return Control.Broadcast;
        });
        Add("b", [a]);

        RunWith(a);

        Assert.Equal(["a", "b", "a:effect", "victim:drop", "spawn"], Log);
    }

    [Fact]
    public void Add_is_refused_in_a_cycle_function_an_effect_and_OnDrop_and_says_to_use_Spawn()
    {
        void TryAdd()
        {
            var error = Assert.Throws<InvalidOperationException>(() => Add("late"));
            Assert.Contains("node 'late'", error.Message, StringComparison.Ordinal);
            Assert.Contains(
                "Use Spawn, which adds it at the end of this cycle.", error.Message, StringComparison.Ordinal);
            Log.Add("refused");
        }

        Probe a = Add(
            "a",
            cycle: (ref int _, in CycleContext context) =>
            {
                TryAdd();
                context.RequestEffect();
                return Control.Sweep;
            },
            effect: TryAdd,
            drop: TryAdd);

        RunWith(a);

        Assert.Equal(["a", "refused", "a:effect", "refused", "a:drop", "refused"], Log);
        Assert.Equal(0, Executor.NodeCount);
    }

    [Fact]
    public void Spawn_asked_in_OnDrop_runs_in_step_five_of_the_same_cycle()
    {
        Probe a = Add(
            "a",
            cycle: (ref int _, in CycleContext _) => Control.Sweep,
            drop: () => Executor.Spawn(_ => Log.Add("spawn")));

        RunWith(a);

        Assert.Equal(["a", "a:drop", "spawn"], Log);
    }

    [Fact]
    public void Sweep_asked_in_step_five_is_done_before_the_next_poll()
    {
        Probe victim = Add("victim");
        Probe a = Add("a", cycle: (ref int _, in CycleContext context) =>
        {
            context.Spawn(executor => executor.Sweep(victim));
            return Control.Unchanged;
        });
        Executor.ScheduleAt(victim, Instant.Epoch + TimeSpan.FromTicks(1));
        RunWith(a);
        Assert.True(victim.IsAlive);

        Runtime.AdvanceTo(Testing.At(1));

        Assert.Equal(["a", "victim:drop"], Log);
        Assert.Equal(1, Executor.Epoch);
    }

    [Fact]
    public void Node_added_below_one_that_was_swept_between_cycles_leaves_with_it()
    {
        Probe a = Add("a");
        Executor.Sweep(a);
        Add("b", [a]);

        Runtime.RunCycle();

        Assert.Equal(["b:drop", "a:drop"], Log);
    }

    [Fact]
    public void Run_is_refused_everywhere_inside_a_run()
    {
        void TryRun()
        {
            Action[] runs = [() => Runtime.RunCycle(), () => Runtime.RunUntilIdle(), () => Runtime.Advance(default)];
            foreach (Action run in runs)
            {
                var error = Assert.Throws<InvalidOperationException>(run);
                Assert.Equal(
                    "A run was started from inside a run of the same executor, or from a hook of one of its nodes. Use "
                    + "Yield, Feedback or a timer to go on later.",
                    error.Message);
            }

            Log.Add("refused");
        }

        Probe a = Add(
            "a",
            cycle: (ref int _, in CycleContext context) =>
            {
                TryRun();
                context.RequestEffect();
                context.Spawn(_ => TryRun());
                return Control.Sweep;
            },
            effect: TryRun,
            drop: TryRun);
        Runtime.Post(_ => TryRun());

        RunWith(a);

        Assert.Equal(["refused", "a", "refused", "a:effect", "refused", "a:drop", "refused", "refused"], Log);
    }

    [Fact]
    public void Notify_and_Send_from_inside_a_cycle_are_refused_and_say_what_to_use()
    {
        Probe target = Add("target");
        Notifier notifier = Executor.CreateNotifier(target);
        Sender<int> sender = Executor.CreateChannel<int>(target, capacity: 4).OpenSender();
        void TryAll()
        {
            var notify = Assert.Throws<InvalidOperationException>(notifier.Notify);
            Assert.Contains("Use Yield or Feedback", notify.Message, StringComparison.Ordinal);
            foreach (Action send in new Action[] { () => sender.TrySend(1), () => sender.Send(1) })
            {
                var refusal = Assert.Throws<InvalidOperationException>(send);
                Assert.Contains("Use Feedback", refusal.Message, StringComparison.Ordinal);
            }

            Log.Add("refused");
        }

        Probe a = Add(
            "a",
            cycle: (ref int _, in CycleContext context) =>
            {
                TryAll();
                context.RequestEffect();
                context.Spawn(_ => TryAll());
                return Control.Sweep;
            },
            effect: TryAll,
            drop: TryAll);

        RunWith(a);
        Assert.Equal(["a", "refused", "a:effect", "refused", "a:drop", "refused", "refused"], TakeLog());
        Assert.False(Runtime.RunCycle());
        notifier.Notify();
        Runtime.RunCycle();

        Assert.Equal(["target"], Log);
    }

    [Fact]
    public void Verbs_of_another_thread_are_refused_during_a_run_and_name_both_threads()
    {
        var errors = new List<Exception?>();
        Probe a = Add("a");
        TimerHandle timer = Executor.ScheduleAt(a, Testing.At(9));
        Action[] verbs =
        [
            () => Add("late"),
            () => Executor.Yield(a),
            () => Executor.Sweep(a),
            () => Executor.ScheduleAt(a, Testing.At(1)),
            () => Executor.Cancel(timer),
            () => Executor.Reschedule(timer, Testing.At(1)),
            () => Executor.Spawn(_ => { }),
            () => Executor.CreateNotifier(a),
            () => Executor.Describe(),
            () => Runtime.RunCycle(),
            Runtime.Dispose,
        ];
        Probe outer = Add("outer", cycle: (ref int _, in CycleContext _) =>
        {
            OnAnotherThread(() => errors.AddRange(verbs.Select(Record.Exception)));
            return Control.Unchanged;
        });

        RunWith(outer);

        Assert.Equal(verbs.Length, errors.Count);
        foreach (Exception? error in errors)
        {
            string message = Assert.IsType<InvalidOperationException>(error).Message;
            Assert.Contains(
                $"an executor that thread {Environment.CurrentManagedThreadId} is running",
                message,
                StringComparison.Ordinal);
            Assert.Contains("use a notifier, a sender or Runtime.Post", message, StringComparison.Ordinal);
        }

        Assert.Equal(2, Executor.NodeCount);
        Assert.Equal(["outer"], Log);
    }

    [Fact]
    public void Value_HasValue_and_HasMutated_do_not_check_the_thread()
    {
        (int Value, bool HasValue, bool HasMutated) seen = default;
        Probe a = Add("a");
        Add("b", [a], (ref int _, in CycleContext _) =>
        {
            OnAnotherThread(() => seen = (a.Value, a.HasValue, Executor.HasMutated(a)));
            return Control.Unchanged;
        });

        RunWith(a);

        Assert.Equal((1, true, true), seen);
    }

    [Fact]
    public void Any_thread_may_use_the_executor_outside_a_run_and_run_it()
    {
        OnAnotherThread(() => RunWith(Add("a")));
        OnAnotherThread(() => RunWith(Add("b")));

        Assert.Equal(["a", "b"], Log);
        Assert.Equal(2, Executor.Epoch);
    }

    [Fact]
    public void Run_that_ended_with_an_error_of_its_caller_can_be_made_again()
    {
        Probe a = Add("a");
        Runtime.Post(_ => throw new FormatException());
        Executor.Yield(a);

        Assert.Throws<FormatException>(() => Runtime.RunCycle());
        Assert.True(Runtime.RunCycle());

        Assert.Equal(["a"], Log);
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(error);
    }
}
