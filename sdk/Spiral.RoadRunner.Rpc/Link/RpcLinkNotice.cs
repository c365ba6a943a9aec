namespace Spiral.RoadRunner.Rpc;

/// <summary>One snapshot on its way to all listeners, or to the one that has just come.</summary>
internal readonly record struct RpcLinkNotice(RpcLinkHealth Health, RpcLinkListener? NewListener);
