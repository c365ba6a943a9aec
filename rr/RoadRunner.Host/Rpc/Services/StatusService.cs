using Microsoft.AspNetCore.Http;
using RoadRunner.Host.Http;
using RoadRunner.Host.Rpc.Codecs;
using Spiral.RoadRunner.Rpc.Protos;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>status</c>: whether the plugin <c>tcp</c> is well, and whether it is ready.</summary>
internal static class StatusService
{
    /// <summary>Makes the service.</summary>
    /// <param name="health">How the host is.</param>
    /// <param name="unavailableCode">The code of a plugin that is not well or not ready.</param>
    public static RpcServiceMethods Create(HostHealth health, int unavailableCode) => new RpcServiceMethods("status")
        .Add("Status", new MessageArgument<StatusRequest>(), new MessageResult<StatusResponse>(), request => Answer("status", request, health.FindIllness, unavailableCode))
        .Add("Ready", new MessageArgument<StatusRequest>(), new MessageResult<StatusResponse>(), request => Answer("ready", request, health.FindObstacle, unavailableCode));

    private static StatusResponse Answer(string check, StatusRequest request, Func<string?> findProblem, int unavailableCode)
    {
        if (request.Plugin != InformerService.Tcp)
        {
            throw new RpcFault($"checker_rpc_{check}:\n\tchecker_plugin_{check}: no such plugin: {request.Plugin}");
        }

        return findProblem() is { } problem
            ? new StatusResponse { Code = unavailableCode, Message = problem }
            : new StatusResponse { Code = StatusCodes.Status200OK };
    }
}
