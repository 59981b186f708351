namespace Spaxiom.Graph.Tests;

/// <summary>A source of readings in a test runtime, fed one by one; it has no value before the first.</summary>
internal sealed class ReadingFeed
{
    private readonly TestInput<Reading<double>> _input;

    internal ReadingFeed()
    {
        _input = Runtime.Input<Reading<double>>("readings");
        Source = _input.Node;
    }

    internal TestRuntime Runtime { get; } = Testing.NewRuntime();

    internal Node<Reading<double>> Source { get; }

    /// <summary>Advances to an instant, brings a reading, and runs until idle.</summary>
    internal void Bring(double at, double value, SensorStatus status = SensorStatus.Ok)
    {
        Instant time = Testing.At(at);
        Runtime.AdvanceTo(time);
        _input.Push(new(value, status, time, time));
        Runtime.RunUntilIdle();
    }
}
