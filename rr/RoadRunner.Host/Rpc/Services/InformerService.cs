using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>informer</c>: who has workers, which ones, one more, one fewer.</summary>
internal static class InformerService
{
    /// <summary>The only plugin with workers.</summary>
    public const string Tcp = "tcp";

    /// <summary>Gets the names of all of them.</summary>
    public static IReadOnlyList<string> Plugins { get; } = [Tcp];

    public static RpcServiceMethods Create(IManagedWorkers workers, TimeProvider time) => new RpcServiceMethods("informer")
        .Add("List", RpcArguments.Bool, RpcResults.TextList, static _ => Plugins)
        .Add("Workers", RpcArguments.Text, new WorkerReportsResult(), plugin => Report(plugin, workers, time))
        .Add("AddWorker", RpcArguments.Text, RpcResults.Bool, (plugin, _) => ChangeAsync(plugin, workers.AddAsync))
        .Add("RemoveWorker", RpcArguments.Text, RpcResults.Bool, (plugin, _) => ChangeAsync(plugin, workers.RemoveAsync))
        .Add("Jobs", RpcArguments.Text, new NoJobsResult(), static _ => false)
        .InGob("List", "Workers", "Jobs");

    private static IReadOnlyList<WorkerReport>? Report(string plugin, IManagedWorkers workers, TimeProvider time) => plugin == Tcp
        ? [.. workers.Snapshot().Select(worker => new WorkerReport(worker, ProcessUsage.Measure(worker.Pid, time)))]
        : null;

    // RoadRunner never sets the result, so false means that it went well.
    private static async ValueTask<bool> ChangeAsync(string plugin, Func<Task> change)
    {
        if (plugin != Tcp)
        {
            throw new RpcFault($"plugin {plugin} does not support workers management");
        }

        try
        {
            await change();
            return false;
        }
        catch (WorkerException failure)
        {
            throw new RpcFault(failure.Message, failure);
        }
    }
}
