using RoadRunner.Host.Configuration;
using Spiral.Goridge;

namespace RoadRunner.Host.Http;

/// <summary>The HTTP endpoints that a configuration asks for.</summary>
internal sealed class HttpEndpoints : IAsyncDisposable
{
    private readonly HttpServer? _status;

    /// <summary>Makes the endpoints, which do not listen yet; none for a host that does not listen.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Logging and clock, and whether to listen.</param>
    /// <param name="health">How the host is.</param>
    public HttpEndpoints(RrConfiguration configuration, RoadRunnerHostOptions options, HostHealth health)
    {
        if (options.Listens && configuration.Status is { Address: { } address } status)
        {
            var endpoint = new StatusEndpoint(health, status.UnavailableStatusCode);
            _status = new HttpServer(address, HostLogChannels.Status, endpoint.AnswerAsync, options.Loggers, options.Time);
        }
    }

    /// <summary>Gets where <c>status.address</c> is served, a port 0 having become the real one; null when it is not.</summary>
    public RelayAddress? StatusAddress => _status?.Address;

    /// <summary>Starts to accept.</summary>
    /// <exception cref="Tcp.TcpListenException">An address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_status is not null)
        {
            await _status.StartAsync(cancellationToken);
        }
    }

    /// <summary>Stops what was started. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_status is not null)
        {
            await _status.DisposeAsync();
        }
    }
}
