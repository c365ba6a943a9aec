using RoadRunner.Host.Configuration;
using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>host</c>, which Go RoadRunner does not have: that is how a client tells the two apart.</summary>
internal static class HostService
{
    public static RpcServiceMethods Create(HostFeatures features) => new RpcServiceMethods("host")
        .Add("Features", RpcArguments.Bool, new HostFeaturesResult(), _ => features);

    /// <summary>Makes what the service says from the configuration.</summary>
    public static HostFeatures Describe(RrConfiguration configuration)
    {
        var framing = configuration.Host.Framing.ToString().ToLowerInvariant();
        var version = typeof(HostService).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";
        return new HostFeatures("RoadRunner.Host", version, Push: false, [.. configuration.Tcp.Servers.Select(server => KeyValuePair.Create(server.Name, framing))]);
    }
}
