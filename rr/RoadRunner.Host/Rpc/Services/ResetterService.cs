using Microsoft.Extensions.Logging;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>resetter</c>: replaces all workers.</summary>
internal static class ResetterService
{
    public static RpcServiceMethods Create(IManagedWorkers workers, ILogger logger) => new RpcServiceMethods("resetter")
        .Add("List", RpcArguments.Bool, RpcResults.TextList, static _ => InformerService.Plugins)
        .Add("Reset", RpcArguments.Text, RpcResults.Bool, (plugin, _) => ResetAsync(plugin, workers, logger))
        .InGob("List", "Reset");

    private static async ValueTask<bool> ResetAsync(string plugin, IManagedWorkers workers, ILogger logger)
    {
        if (plugin != InformerService.Tcp)
        {
            throw Fault($"no such plugin: {plugin}");
        }

        HostLog.ResetStarted(logger);
        try
        {
            await workers.ResetAsync();
        }
        catch (WorkerException failure)
        {
            throw Fault(failure.Message);
        }

        HostLog.ResetDone(logger);
        return true;
    }

    private static RpcFault Fault(string message) => new($"resetter_rpc_reset:\n\tresetter_plugin_reset_by_name: {message}");
}
