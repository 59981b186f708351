namespace Spaxiom.Graph.Tests;

/// <inheritdoc/>
public sealed class WaitBurstOneChannelTests() : ChannelContract(1, FullMode.Wait, Delivery.Burst);

/// <inheritdoc/>
public sealed class WaitBurstFiveChannelTests() : ChannelContract(5, FullMode.Wait, Delivery.Burst);

/// <inheritdoc/>
public sealed class WaitEachOneChannelTests() : ChannelContract(1, FullMode.Wait, Delivery.Each);

/// <inheritdoc/>
public sealed class WaitEachFiveChannelTests() : ChannelContract(5, FullMode.Wait, Delivery.Each);

/// <inheritdoc/>
public sealed class WaitLatestOneChannelTests() : ChannelContract(1, FullMode.Wait, Delivery.Latest);

/// <inheritdoc/>
public sealed class WaitLatestFiveChannelTests() : ChannelContract(5, FullMode.Wait, Delivery.Latest);

/// <inheritdoc/>
public sealed class DropOldestBurstOneChannelTests() : ChannelContract(1, FullMode.DropOldest, Delivery.Burst);

/// <inheritdoc/>
public sealed class DropOldestBurstFiveChannelTests() : ChannelContract(5, FullMode.DropOldest, Delivery.Burst);

/// <inheritdoc/>
public sealed class DropOldestEachOneChannelTests() : ChannelContract(1, FullMode.DropOldest, Delivery.Each);

/// <inheritdoc/>
public sealed class DropOldestEachFiveChannelTests() : ChannelContract(5, FullMode.DropOldest, Delivery.Each);

/// <inheritdoc/>
public sealed class DropOldestLatestOneChannelTests() : ChannelContract(1, FullMode.DropOldest, Delivery.Latest);

/// <inheritdoc/>
public sealed class DropOldestLatestFiveChannelTests() : ChannelContract(5, FullMode.DropOldest, Delivery.Latest);
