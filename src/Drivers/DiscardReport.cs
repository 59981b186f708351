namespace Spaxiom.Graph;

/// <summary>Items that a channel has discarded within the gate, to be told to its callback outside.</summary>
internal abstract class DiscardReport
{
    /// <summary>Calls the callback for each item, oldest first.</summary>
    internal abstract void Deliver();

    /// <summary>Delivers all reports there are.</summary>
    internal static void Deliver(List<DiscardReport>? reports)
    {
        if (reports is null) return;
        foreach (DiscardReport report in reports) report.Deliver();
    }
}

/// <inheritdoc/>
internal sealed class DiscardReport<TItem>(TItem[] items, Action<TItem> callback) : DiscardReport
{
    /// <inheritdoc/>
    internal override void Deliver()
    {
        foreach (TItem item in items) callback(item);
    }
}
