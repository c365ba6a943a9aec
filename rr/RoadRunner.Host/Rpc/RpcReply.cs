using Spiral.Goridge.Rpc;

namespace RoadRunner.Host.Rpc;

/// <summary>What a request is answered with.</summary>
/// <param name="Request">The request; its sequence number, method and codec are repeated.</param>
/// <param name="Body">The encoded result.</param>
/// <param name="Error">The text of an error, which has no body; null when the call went well.</param>
internal readonly record struct RpcReply(RpcMessage Request, ReadOnlyMemory<byte> Body, string? Error);
