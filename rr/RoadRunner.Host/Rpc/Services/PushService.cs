using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Tcp;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>What the service <c>tcp</c> has beyond Go RoadRunner: bytes for clients without an event of theirs. The results say how many connections it was done for.</summary>
internal static class PushService
{
    private static readonly MessageArgument<TcpGroupRequest> Membership = new();
    private static readonly MessageResult<TcpPushResponse> Result = new();

    /// <summary>Adds the methods to the service.</summary>
    public static RpcServiceMethods AddTo(RpcServiceMethods service, ConnectionPush push) => service
        .Add("Write", new MessageArgument<TcpWriteRequest>(), Result, request => Answer("tcp_write", () => push.Write(request.Uuid, request.Data.Memory)))
        .Add("Broadcast", new MessageArgument<TcpBroadcastRequest>(), Result, request => Answer("tcp_broadcast", () => push.Broadcast(request.Server, request.Data.Memory)))
        .Add("Join", Membership, Result, request => Answer("tcp_join", () => push.Join(request.Group, request.Uuid)))
        .Add("Leave", Membership, Result, request => Answer("tcp_leave", () => push.Leave(request.Group, request.Uuid)))
        .Add("Send", new MessageArgument<TcpSendRequest>(), Result, request => Answer("tcp_send", () => push.Send(request.Group, request.Data.Memory)));

    private static TcpPushResponse Answer(string operation, Func<int> change)
    {
        try
        {
            return new TcpPushResponse { Connections = change() };
        }
        catch (PushException refused)
        {
            throw new RpcFault($"{operation}: {refused.Message}", refused);
        }
    }
}
