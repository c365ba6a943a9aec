namespace RoadRunner.Host.Rpc.Gob;

/// <summary>Bytes that are no gob, ask for more than the limits allow, or hold something that is not read here. The message says which.</summary>
internal sealed class GobFormatException(string message) : Exception($"gob: {message}");
