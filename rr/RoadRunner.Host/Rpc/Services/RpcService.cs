using System.Text;
using RoadRunner.Host.Rpc.Codecs;

namespace RoadRunner.Host.Rpc.Services;

/// <summary>The service <c>rpc</c>: which version of RoadRunner this is on the wire, and with what configuration.</summary>
internal static class RpcService
{
    /// <summary>Makes the service.</summary>
    /// <param name="document">The effective configuration as JSON, without secrets.</param>
    public static RpcServiceMethods Create(string document)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(document);
        return new RpcServiceMethods("rpc")
            .Add("Version", RpcArguments.Bool, RpcResults.Text, static _ => RoadRunnerHost.WireVersion)
            .Add("Config", RpcArguments.Bool, RpcResults.Bytes, _ => bytes);
    }
}
