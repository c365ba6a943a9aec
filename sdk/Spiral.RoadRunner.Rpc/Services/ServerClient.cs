using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>The server itself: version, configuration, and whether it is the embedded host.</summary>
/// <param name="caller">The link.</param>
/// <remarks>Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws.</remarks>
public sealed class ServerClient(IRpcCaller caller)
{
    // net/rpc of Go says so for a service that nobody has registered.
    private const string UnknownService = "can't find service";

    private static readonly JsonRpcCodec<bool, HostFeatures> FeaturesCodec = new(RpcJson.Context.Boolean, RpcJson.Context.HostFeatures);

    /// <summary>Asks for the version of RoadRunner whose protocol the server speaks, such as <c>2025.1.15</c>.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask<string> VersionAsync(CancellationToken cancellationToken = default) =>
        await caller.CallAsync(RpcVersionCall.Method, RpcVersionCall.Argument, RpcVersionCall.Codec, timeout: null, cancellationToken).ConfigureAwait(false) ?? "";

    /// <summary>Asks for the whole effective configuration.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>A JSON document in UTF-8. It holds secrets, such as passwords of stores: keep it out of logs and answers.</returns>
    public ValueTask<byte[]> ConfigAsync(CancellationToken cancellationToken = default) =>
        caller.CallAsync("rpc.Config", ReadOnlyMemory<byte>.Empty, RawRpcCodec.Instance, timeout: null, cancellationToken);

    /// <summary>Asks what the server can do beyond Go RoadRunner.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The features; with <see cref="HostFeatures.IsEmbeddedHost"/> false when the server does not know the question.</returns>
    public async ValueTask<HostFeatures> FeaturesAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var features = await caller.CallAsync("host.Features", request: true, FeaturesCodec, timeout: null, cancellationToken).ConfigureAwait(false);
            return (features ?? new HostFeatures()) with { IsEmbeddedHost = true };
        }
        catch (RpcException error) when (error.Text.Contains(UnknownService, StringComparison.Ordinal))
        {
            return new HostFeatures();
        }
    }
}
