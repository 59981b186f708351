namespace Spaxiom.Graph;

/// <summary>The part of a window's length for which a held signal had a value.</summary>
internal sealed class CoverageNode(HeldStore window) : HeldQuantity(window)
{
    /// <inheritdoc/>
    internal override Course Against(double? limit, Instant now)
    {
        int coming = double.IsNaN(Window.Newest) ? 0 : 1;
        int going = double.IsNaN(Window.Oldest) ? 0 : 1;
        return new(Window.MeanAt(now).Covered - (limit!.Value * Window.Length.Nanoseconds), coming - going);
    }

    /// <inheritdoc/>
    private protected override double? ValueAt(Instant when) =>
        (double)Window.MeanAt(when).Covered / Window.Length.Nanoseconds;
}
