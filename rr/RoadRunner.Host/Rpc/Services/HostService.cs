using RoadRunner.Host.Configuration;
using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>host</c>, which Go RoadRunner does not have: that is how a client tells the two apart.</summary>
internal static class HostService
{
    /// <summary>The host's name.</summary>
    public const string Name = "RoadRunner.Host";

    /// <summary>Gets the host's own version, not that of the wire.</summary>
    public static string Version { get; } = typeof(HostService).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";

    /// <summary>Makes the service.</summary>
    /// <param name="features">What does not change.</param>
    /// <param name="servers">Returns the servers with their connections.</param>
    public static RpcServiceMethods Create(HostFeatures features, Func<IReadOnlyList<TcpServerInfo>> servers) => new RpcServiceMethods("host")
        .Add("Features", RpcArguments.Bool, new HostFeaturesResult(), _ => features with
        {
            Connections = [.. servers().Select(static server => KeyValuePair.Create(server.Name, server.Connections.Open))],
        });

    /// <summary>Makes what the service says from the configuration.</summary>
    public static HostFeatures Describe(RrConfiguration configuration)
    {
        var servers = configuration.Tcp.Servers;
        return new HostFeatures(
            Name,
            Version,
            Push: true,
            [.. servers.Select(server => KeyValuePair.Create(server.Name, configuration.Host.FramingOf(server.Name).ToString().ToLowerInvariant()))],
            [.. servers.Select(static server => KeyValuePair.Create(server.Name, Convert.ToHexStringLower(server.Delimiter.Span)))]);
    }
}
