using RoadRunner.Host.Configuration;
using Spiral.Goridge;

namespace RoadRunner.Host.Http;

/// <summary>The HTTP endpoints that a configuration asks for.</summary>
internal sealed class HttpEndpoints : IAsyncDisposable
{
    private readonly HttpServer? _status;
    private readonly HttpServer? _metrics;

    /// <summary>Makes the endpoints, which do not listen yet; none for a host that does not listen.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="options">Logging and clock, and whether to listen.</param>
    /// <param name="state">What applications have declared.</param>
    /// <param name="view">What is shown of the host.</param>
    /// <param name="problems">What went wrong last.</param>
    public HttpEndpoints(RrConfiguration configuration, RoadRunnerHostOptions options, SharedState state, HostView view, RecentProblems problems)
    {
        if (!options.Listens)
        {
            return;
        }

        if (configuration.Status is { Address: { } address } status)
        {
            var endpoint = new StatusEndpoint(new StatusPage(view, problems), view.Health, status.UnavailableStatusCode);
            _status = new HttpServer(address, HostLogChannels.Status, endpoint.AnswerAsync, options.Loggers, options.Time);
        }

        if (configuration.Metrics is { } metrics && state.Metrics is { } registry)
        {
            _metrics = new HttpServer(metrics.Address, HostLogChannels.Metrics, new MetricsEndpoint(view, registry).AnswerAsync, options.Loggers, options.Time);
        }
    }

    /// <summary>Gets where <c>status.address</c> is served, a port 0 having become the real one; null when it is not.</summary>
    public RelayAddress? StatusAddress => _status?.Address;

    /// <summary>Gets where <c>metrics.address</c> is served, a port 0 having become the real one; null when it is not.</summary>
    public RelayAddress? MetricsAddress => _metrics?.Address;

    /// <summary>Starts to accept.</summary>
    /// <exception cref="Tcp.TcpListenException">An address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await (_status?.StartAsync(cancellationToken) ?? Task.CompletedTask);
        await (_metrics?.StartAsync(cancellationToken) ?? Task.CompletedTask);
    }

    /// <summary>Stops what was started. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_status?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_metrics?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
