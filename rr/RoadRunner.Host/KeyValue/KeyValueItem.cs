namespace RoadRunner.Host.KeyValue;

/// <summary>One item of a key-value call, with the fields that the protocol's message <c>Item</c> has.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; empty where the call has none.</param>
/// <param name="Timeout">The absolute time in RFC 3339 at which the item expires; empty for none.</param>
internal readonly record struct KeyValueItem(string Key, ReadOnlyMemory<byte> Value = default, string Timeout = "");
