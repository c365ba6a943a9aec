using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;
using Spiral.Goridge;

namespace RoadRunner.Host.Http;

/// <summary>An HTTP endpoint on an address of its own.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    // Answers are made at once; whoever takes longer to read one does not hold up the stop.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly ListenerOptions _options;
    private readonly HttpApplication _application;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private KestrelListener? _listener;

    /// <summary>Creates a server that does not listen yet.</summary>
    /// <param name="configured">Where; an empty host means loopback.</param>
    /// <param name="channel">The section of the configuration, which is also the channel of the log.</param>
    /// <param name="answer">Answers a request.</param>
    /// <param name="loggers">Where to log.</param>
    /// <param name="time">The clock.</param>
    public HttpServer(RelayAddress configured, string channel, Func<HttpContext, Task> answer, ILoggerFactory loggers, TimeProvider time)
    {
        var address = configured.Host.Length == 0 ? RelayAddress.Tcp(IPAddress.Loopback.ToString(), configured.Port) : configured;
        _options = new ListenerOptions(address, $"{channel}.address") { MaxConnections = HttpLimits.MaxConnections, Time = time };
        _loggers = loggers;
        _logger = loggers.CreateLogger(channel);
        _application = new HttpApplication(answer, _logger);
    }

    /// <summary>Gets where the server listens; a port 0 has become the real one after the start.</summary>
    public RelayAddress Address => _listener?.Address ?? _options.Address;

    /// <summary>Starts to accept.</summary>
    /// <exception cref="Tcp.TcpListenException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new KestrelListener(_options, _application, _loggers);
        await _listener.StartAsync(cancellationToken);
        HttpLog.Listening(_logger, Address);
    }

    /// <summary>Stops: a request that is being answered has a second. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            using var late = new CancellationTokenSource(StopTimeout, _options.Time);
            await listener.StopAsync(late.Token);
            listener.Dispose();
        }
    }
}
