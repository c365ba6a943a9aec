using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>tcp</c>: closes connections.</summary>
internal static class TcpService
{
    /// <summary>Makes the service.</summary>
    /// <param name="close">Closes a connection by its uuid; does nothing when there is no such connection.</param>
    public static RpcServiceMethods Create(Action<string> close) => new RpcServiceMethods("tcp")
        .Add("Close", RpcArguments.Text, RpcResults.Bool, uuid =>
        {
            close(uuid);
            return true;
        });
}
