namespace Spaxiom.Graph;

/// <summary>How many samples are in a window, however few.</summary>
internal sealed class CountNode(WindowStore window) : StatisticNode<int>(window)
{
    private protected override int Compute() => Window.Value;
}
