using RoadRunner.Host.Configuration;
using RoadRunner.Host.Rpc;

namespace RoadRunner.Host;

/// <summary>Makes the RPC server that a configuration asks for.</summary>
internal static class RpcComposition
{
    /// <summary>Starts the server; null when the host listens and the configuration has no section <c>rpc</c>.</summary>
    /// <exception cref="Tcp.TcpListenException">The address cannot be listened on.</exception>
    public static async Task<RpcServer?> StartAsync(RrConfiguration configuration, RoadRunnerHostOptions options, CancellationToken cancellationToken)
    {
        if (configuration.Rpc is null && options.Listens)
        {
            return null;
        }

        var address = options.Listens ? WorkingDirectory.Resolve(configuration.Rpc!.Address, configuration.WorkingDirectory) : null;
        var rpc = new RpcServer(new RpcServerOptions(address), options.Time, options.Loggers);
        try
        {
            await rpc.StartAsync(cancellationToken);
            return rpc;
        }
        catch
        {
            await rpc.DisposeAsync();
            throw;
        }
    }
}
