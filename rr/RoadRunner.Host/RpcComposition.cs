using RoadRunner.Host.Configuration;
using RoadRunner.Host.Rpc;

namespace RoadRunner.Host;

/// <summary>Makes the RPC server that a configuration asks for.</summary>
internal static class RpcComposition
{
    /// <summary>Starts the server. Without a section <c>rpc</c> it listens on nothing, and serves the connections that it is brought.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Logging and clock, and whether to listen.</param>
    /// <param name="state">What the services are about; disposed when the start fails.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="Tcp.TcpListenException">The address cannot be listened on.</exception>
    public static async Task<RpcServer> StartAsync(
        RrConfiguration configuration, RoadRunnerHostOptions options, SharedState state, CancellationToken cancellationToken)
    {
        var address = options.Listens && configuration.Rpc is { } listen ? WorkingDirectory.Resolve(listen.Address, configuration.WorkingDirectory) : null;
        var rpc = new RpcServer(new RpcServerOptions(address), options.Time, options.Loggers);
        try
        {
            await rpc.StartAsync(cancellationToken);
            return rpc;
        }
        catch
        {
            await rpc.DisposeAsync();
            await state.DisposeAsync();
            throw;
        }
    }
}
