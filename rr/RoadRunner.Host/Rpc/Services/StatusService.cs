using RoadRunner.Host.Rpc.Codecs;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>status</c>. No plugin of RoadRunner that this host has answers it, so there is nothing but the errors.</summary>
internal static class StatusService
{
    public static RpcServiceMethods Create() => new RpcServiceMethods("status")
        .Add("Status", new MessageArgument<StatusRequest>(), new MessageResult<StatusResponse>(), static request => Refuse("status", request))
        .Add("Ready", new MessageArgument<StatusRequest>(), new MessageResult<StatusResponse>(), static request => Refuse("ready", request));

    private static StatusResponse Refuse(string check, StatusRequest request) =>
        throw new RpcFault($"checker_rpc_{check}:\n\tchecker_plugin_{check}: no such plugin: {request.Plugin}");
}
