using System.Text;
using Xunit;

namespace Spaxiom.Graph.Tests;

/// <summary>
/// Runs a script on a graph; then, for every boundary between two cycles, loads what was saved there into a fresh build
/// and runs the rest of the script. At every later boundary the two must agree in everything: epoch, time, each node's
/// place, fields and value, timers, yields, and in what the graph has logged.
/// </summary>
/// <typeparam name="TGraph">What holds the parts of one build, for the script.</typeparam>
internal sealed class RoundTrip<TGraph>
{
    private const int Closely = 5; // byte by byte: so many boundaries after a load, and every so-manieth one

    private readonly List<Boundary> _boundaries = []; // of the run that is not interrupted
    private readonly Func<TestRuntime, TGraph> _build;
    private readonly Func<TGraph, List<string>> _logOf;
    private readonly (double At, Action<TGraph> Act)[] _script;
    private List<string> _log = []; // of the run that is not interrupted

    /// <summary>A test of one graph with one script.</summary>
    /// <param name="build">Builds the graph.</param>
    /// <param name="logOf">Where the graph logs what is no state: effects, callbacks.</param>
    /// <param name="script">
    /// What happens when, in seconds since the epoch. A step may push one value to each input, and any number to one
    /// that takes bursts; time is moved before it, and all cycles run after it.
    /// </param>
    internal RoundTrip(
        Func<TestRuntime, TGraph> build,
        Func<TGraph, List<string>> logOf,
        params (double At, Action<TGraph> Act)[] script) => (_build, _logOf, _script) = (build, logOf, script);

    /// <summary>How many boundaries the script has.</summary>
    internal int Count => _boundaries.Count;

    /// <summary>Compares at every boundary; each step of the script must lead to a cycle or stand for a wait.</summary>
    internal void Check()
    {
        var whole = new Run(this);
        whole.Play(new Position(Step: 0, HasActed: false));
        _log = whole.Log;
        for (int i = 0; i < _boundaries.Count; i++) CheckFrom(i);
    }

    private void CheckFrom(int boundary)
    {
        Boundary start = _boundaries[boundary];
        var run = new Run(this) { Expected = boundary };
        run.Load(start.Image);
        run.Play(start.Position);

        Assert.Equal(_boundaries.Count, run.Expected);
        Assert.Equal(_log[start.LogCount..], run.Log);
    }

    /// <summary>A boundary of the whole run, and what was saved there.</summary>
    private sealed record Boundary(Position Position, byte[] Image, ulong Hash, string Label, int LogCount);

    /// <summary>A place in the script: a step, and whether it has acted, so that only its cycles are left.</summary>
    private readonly record struct Position(int Step, bool HasActed);

    private sealed class Run
    {
        private readonly RoundTrip<TGraph> _test;
        private readonly TestRuntime _runtime = Testing.NewRuntime();
        private readonly TGraph _graph;
        private readonly RuntimeImage _image;
        private Position _position;
        private bool _hasPushed;  // the step has just acted, and what it pushed has not entered
        private int _looked;      // boundaries compared so far
        private long _epoch = -1; // at the last boundary that was looked at

        internal Run(RoundTrip<TGraph> test)
        {
            (_test, _graph) = (test, test._build(_runtime));
            _image = new RuntimeImage(_runtime);
        }

        /// <summary>The boundary of the whole run that comes next; null while this is the whole run.</summary>
        internal int? Expected { get; set; }

        internal List<string> Log => _test._logOf(_graph);

        internal void Load(byte[] image) => _image.Load(image);

        internal void Play(Position from)
        {
            LookBeforeEachCycle();
            for (_position = from; _position.Step < _test._script.Length; _position = new(_position.Step + 1, false))
            {
                (double at, Action<TGraph> act) = _test._script[_position.Step];
                if (!_position.HasActed)
                {
                    _runtime.AdvanceTo(Testing.At(at));
                    act(_graph);
                    (_position, _hasPushed) = (_position with { HasActed = true }, true);
                }

                _runtime.RunUntilIdle();
            }
        }

        private void LookBeforeEachCycle() => _runtime.Post(executor =>
        {
            if (!_hasPushed && executor.Epoch != _epoch && _image.Obstacle is null) Look();
            (_hasPushed, _epoch) = (false, executor.Epoch);
            LookBeforeEachCycle();
        });

        private void Look()
        {
            string label = $"{_position}, epoch {_runtime.Executor.Epoch}, {_runtime.Now}";
            if (Expected is not { } expected)
            {
                _test._boundaries.Add(new Boundary(_position, _image.Save(), _image.Hash(), label, Log.Count));
                return;
            }

            Boundary boundary = _test._boundaries[expected];
            Assert.Equal(boundary.Label, label);
            bool isHard = _looked++ < Closely || expected % Closely == 0; // to look at every byte takes time
            if (isHard || boundary.Hash != _image.Hash()) CheckEveryByte(boundary);
            Expected++;
        }

        private void CheckEveryByte(Boundary boundary)
        {
            byte[] image = _image.Save();
            if (!image.AsSpan().SequenceEqual(boundary.Image)) Assert.Equal(_test.Dump(boundary.Image), Dump());
            Assert.Equal(boundary.Image, image);
            Assert.Equal(boundary.Hash, _image.Hash());
        }

        /// <summary>Everything, as people read it.</summary>
        internal string Dump()
        {
            var text = new StringBuilder();
            foreach (Node node in _runtime.Executor.Nodes)
            {
                text.Append(node).Append(" at ").Append(node.Rank).AppendLine();
                foreach (StateField field in StateCopy.Describe(node).Where(field => field.Text.Length > 0))
                    text.Append("  ").Append(field.Name).Append(" = ").AppendLine(field.Text);
            }

            Executor executor = _runtime.Executor;
            text.Append(executor.PendingTimers).Append(" timers, next ").Append(executor.NextTimer).AppendLine();
            return text.Append(executor.PendingYields).Append(" yields, ranks ").Append(executor.RankCount).ToString();
        }
    }

    private string Dump(byte[] image)
    {
        var run = new Run(this);
        run.Load(image);
        return run.Dump();
    }
}
