namespace Spaxiom.Graph;

/// <summary>
/// A summary of successive items that can be merged with the summary of those that follow. The default value is the
/// summary of no items: merging with it changes nothing.
/// </summary>
/// <remarks>
/// Summaries are merged and never subtracted: what an item that has left did to rounding leaves with it.
/// </remarks>
/// <typeparam name="TSelf">The summary.</typeparam>
internal interface IAggregate<TSelf>
    where TSelf : struct, IAggregate<TSelf>
{
    /// <summary>The summary of both.</summary>
    /// <param name="older">Of earlier items.</param>
    /// <param name="newer">Of the items that follow them.</param>
    static abstract TSelf Merge(in TSelf older, in TSelf newer);
}

/// <summary>A summary that one item can be turned into.</summary>
/// <typeparam name="TSelf">The summary.</typeparam>
/// <typeparam name="TItem">The item.</typeparam>
internal interface IAggregate<TSelf, TItem> : IAggregate<TSelf>
    where TSelf : struct, IAggregate<TSelf, TItem>
    where TItem : struct
{
    /// <summary>The summary of one item.</summary>
    static abstract TSelf Of(in TItem item);
}
