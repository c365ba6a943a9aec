using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Listening;

namespace RoadRunner.Host.Tcp;

/// <summary>One server: its listener, if it has one, and its connections.</summary>
internal sealed class TcpServer : IDisposable
{
    private readonly TcpServerOptions _options;
    private readonly TcpServerShare _share;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionPlaces _places;
    private readonly ConnectionTimeouts _timeouts;
    private readonly RefusalLog _refusals;
    private readonly ReasonCounts _refused = new();
    private readonly ReasonCounts _ended = new();
    private readonly Action<TcpConnection, ConnectionEnd> _onEnded;
    private readonly KestrelListener? _listener;
    private readonly Guests<TcpVisit> _guests = new();
    private long _accepted;

    public TcpServer(TcpServerOptions options, TcpServerShare share, ILoggerFactory loggers, TimeProvider time)
    {
        _options = options;
        _share = share;
        _time = time;
        _logger = loggers.CreateLogger(HostLogChannels.Tcp);
        _places = new ConnectionPlaces($"host.servers.{Name}.limits", options.Limits.MaxConnections, options.Limits.MaxConnectionsPerIp);
        _timeouts = new ConnectionTimeouts(share.Clock, options.Limits);
        _onEnded = OnEnded;
        _refusals = new RefusalLog(_logger, Name, time);
        if (options.Listens)
        {
            // The worker's thread and the socket's thread carry an event all the way; a hop between costs more than it gives.
            var listen = new ListenerOptions(options.Address, options.Origin)
            {
                PreferInlineScheduling = !share.Engine.MayBlock,
                SocketMode = options.SocketMode,
                ReadBytes = options.Framing == FramingMode.RoadRunner ? (int)options.MaxReadBytes : null,
                Time = time,
            };
            _listener = new KestrelListener(listen, ServeAcceptedAsync, loggers);
        }
    }

    public string Name => _options.Name;

    /// <summary>Says what the server is; a port 0 has become the real one after the start.</summary>
    public TcpServerInfo Describe() => new(Name, _listener?.Address ?? _options.Address, _options.Delimiter)
    {
        Framing = _options.Framing,
        Events = _options.Meter?.Read(),
        Connections = new TcpConnectionCounts(_places.Taken, Volatile.Read(ref _accepted), _refused.Snapshot(), _ended.Snapshot()),
    };

    /// <summary>Starts to accept.</summary>
    /// <exception cref="TcpListenException">The address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _listener?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Runs a connection that comes from elsewhere to its end.</summary>
    /// <exception cref="InvalidOperationException">The server is stopping.</exception>
    public Task ServeAsync(ConnectionContext transport) => _guests.RunAsync(new TcpVisit(transport), RunAsync);

    /// <summary>Stops accepting, asks every connection to end after the event it has in flight, and waits for that.</summary>
    /// <param name="cancellationToken">Ends the waiting: the connections that are left are aborted.</param>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _listener?.StopAsync(cancellationToken) ?? Task.CompletedTask,
        _guests.EndAsync(static guest => guest.Drain(), static guest => guest.Abort(), cancellationToken));

    public void Dispose()
    {
        _listener?.Dispose();
        _options.Tls?.Dispose();
    }

    private static CancellationToken StoppingOf(ConnectionContext transport) =>
        transport.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;

    /// <summary>Runs a connection of the listener. It keeps its place until its client has accepted the last bytes, or is given up.</summary>
    private async Task ServeAcceptedAsync(ConnectionContext transport)
    {
        var place = new ConnectionPlace(_share.Places, _places);
        try
        {
            await RunAsync(transport, await AdmitAsync(transport, place), visit: null);
            await TransportEnd.DisposeAsync(transport, _options.Limits.WriteTimeout, _time);
        }
        finally
        {
            place.Return();
        }
    }

    /// <summary>Runs a connection that was brought: it is as its owner wants it, without a proxy's header or TLS.</summary>
    private async Task RunAsync(TcpVisit visit)
    {
        var transport = visit.Transport;
        var place = new ConnectionPlace(_share.Places, _places);
        try
        {
            var refusal = place.Take() ?? place.TakeFor(transport.RemoteEndPoint);
            await RunAsync(transport, new Admission(transport.RemoteEndPoint, refusal, _options.Refusal), visit);
        }
        finally
        {
            place.Return();
        }
    }

    private async ValueTask<Admission> AdmitAsync(ConnectionContext transport, ConnectionPlace place)
    {
        var remote = transport.RemoteEndPoint;

        // Nobody would understand the text before the encryption, which is more than a refused client is worth.
        var text = _options.Tls is null ? _options.Refusal : default;
        var refusal = place.Take();
        if (refusal is null && _options.Proxy is { } proxy)
        {
            (remote, refusal) = await proxy.ReadAsync(transport, StoppingOf(transport));
            text = refusal is null ? text : default;
        }

        refusal ??= place.TakeFor(remote);
        if (refusal is null && _options.Tls is { } tls)
        {
            refusal = await tls.AcceptAsync(transport, StoppingOf(transport));
        }

        return new Admission(remote, refusal, text);
    }

    // Not asynchronous: a silent connection would keep one state more.
    private Task RunAsync(ConnectionContext transport, Admission admission, TcpVisit? visit)
    {
        if (admission.Refusal is { } refusal)
        {
            return RefuseAsync(transport, refusal, admission.Remote, admission.Text);
        }

        var connection = new TcpConnection(_options, _timeouts, transport, admission.Remote, _share.Engine, _logger, _onEnded);
        Interlocked.Increment(ref _accepted);
        _share.Connections.Add(connection);
        visit?.Begin(connection);
        return connection.RunAsync();
    }

    private void OnEnded(TcpConnection connection, ConnectionEnd end)
    {
        _ended.Add(end.Name);
        _share.Connections.Remove(connection);
    }

    private async Task RefuseAsync(ConnectionContext transport, Refusal refusal, EndPoint? remote, ReadOnlyMemory<byte> text)
    {
        _refused.Add(refusal.Name);
        _refusals.Write(refusal, ConnectionIdentity.Format(remote));
        if (!text.IsEmpty)
        {
            // Not flushed: a transport takes what is in its output when it is completed.
            transport.Transport.Output.Write(text.Span);
        }

        await TransportEnd.CompleteAsync(transport.Transport);
    }
}
