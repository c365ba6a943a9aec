using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;

namespace RoadRunner.Host;

/// <summary>Makes the settings of the servers from the configuration.</summary>
internal static class TcpComposition
{
    /// <summary>Makes the settings of one server.</summary>
    public static TcpServerOptions Create(RrConfiguration configuration, TcpServerConfiguration server, RoadRunnerHostOptions options)
    {
        var address = WorkingDirectory.Resolve(server.Address, configuration.WorkingDirectory);
        var key = $"tcp.servers.{server.Name}.addr";
        return new TcpServerOptions(server.Name, address, server.Delimiter, configuration.Host.Limits.MaxMessageBytes)
        {
            Origin = server.Line == 0 ? key : $"{key} ({Path.GetFileName(configuration.File)}:{server.Line})",
            Listens = options.Listens,
        };
    }
}
