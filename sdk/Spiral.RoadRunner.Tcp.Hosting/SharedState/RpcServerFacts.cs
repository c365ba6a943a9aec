using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Asks the server in front of this worker.</summary>
internal sealed class RpcServerFacts(ServerClient server, TcpServerLinkState link) : ITcpServerFacts
{
    private const string RawFraming = "raw";
    private const string Go = "Go RoadRunner";

    private HostFeatures? _features;

    /// <inheritdoc/>
    public async ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken)
    {
        if (!link.IsAvailable)
        {
            return null;
        }

        var features = _features ??= await FeaturesAsync(cancellationToken).ConfigureAwait(false);
        if (!features.IsEmbeddedHost)
        {
            // Its delimiter stands in a configuration whose form is Go's own business; not knowing it costs a read of the store.
            return new TcpServerFacts(CutsByDelimiter: true, Delimiter: default, Go);
        }

        return features.Framing.TryGetValue(server, out var framing)
            ? new TcpServerFacts(framing != RawFraming, features.Delimiters.GetValueOrDefault(server), $"host.servers.{server}.framing: {framing}")
            : null;
    }

    private ValueTask<HostFeatures> FeaturesAsync(CancellationToken cancellationToken) => server.FeaturesAsync(cancellationToken);
}
