using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoadRunner.Host.Workers;
using Spiral.Goridge;

namespace RoadRunner.Host.Tcp;

/// <summary>The listener of one server and its connections, on Kestrel without HTTP.</summary>
internal sealed class TcpServer : IAsyncDisposable
{
    private readonly TcpServerOptions _options;
    private readonly WorkerPool _pool;
    private readonly ILogger _logger;
    private readonly KestrelServer _kestrel;
    private readonly List<ListenOptions> _listens = [];
    private bool _isListening;

    public TcpServer(TcpServerOptions options, WorkerPool pool, ILoggerFactory loggers)
    {
        _options = options;
        _pool = pool;
        _logger = loggers.CreateLogger(HostLogChannels.Tcp);
        var kestrelOptions = new KestrelServerOptions { AddServerHeader = false };
        kestrelOptions.Limits.MaxConcurrentConnections = null;
        Listen(kestrelOptions);

        // The worker's thread and the socket's thread carry an event all the way; a hop between costs more than it gives.
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = true }), loggers);
        _kestrel = new KestrelServer(Options.Create(kestrelOptions), transport, loggers);
    }

    public string Name => _options.Name;

    /// <summary>Gets where the server listens; a port 0 has become the real one after the start.</summary>
    public RelayAddress Address => _listens[0].EndPoint switch
    {
        IPEndPoint ip => RelayAddress.Tcp(ip.Address.ToString(), ip.Port),
        _ => _options.Address,
    };

    /// <summary>Starts to accept.</summary>
    /// <exception cref="TcpListenException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_options.Address.Kind == RelayKind.Unix)
            {
                UnixSocketFile.RemoveStale(_options.Address.Path);
            }

            await _kestrel.StartAsync(new NoHttp(), cancellationToken);
            _isListening = true;
        }
        catch (Exception cause) when (cause is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new TcpListenException($"{_options.Origin}: cannot listen on {_options.Address}: {Innermost(cause).Message}", cause);
        }
    }

    /// <summary>Stops accepting, asks every connection to end after the event it has in flight, and waits for that.</summary>
    /// <param name="cancellationToken">Ends the waiting: the connections that are left are aborted.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _kestrel.StopAsync(cancellationToken);
        if (_isListening && _options.Address.Kind == RelayKind.Unix)
        {
            File.Delete(_options.Address.Path);
        }
    }

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private void Listen(KestrelServerOptions kestrel)
    {
        switch (_options.Address)
        {
            case { Kind: RelayKind.Unix } unix:
                kestrel.ListenUnixSocket(unix.Path, Configure);
                break;
            case { Host: "" } any:
                kestrel.Listen(IPAddress.Any, any.Port, Configure);
                break;
            case { } tcp when IPAddress.TryParse(tcp.Host, out var ip):
                kestrel.Listen(ip, tcp.Port, Configure);
                break;
            case { } named:
                // A name means all its addresses; Go takes IPv6 only.
                foreach (var address in Resolve(named))
                {
                    kestrel.Listen(address, named.Port, Configure);
                }

                break;
        }
    }

    private IPAddress[] Resolve(RelayAddress address)
    {
        try
        {
            var addresses = Dns.GetHostAddresses(address.Host).Where(static ip => ip.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6).ToArray();

            // A port 0 would become another one on each address.
            return address.Port == 0 ? addresses[..1] : addresses;
        }
        catch (SocketException cause)
        {
            throw new TcpListenException($"{_options.Origin}: cannot resolve {address}: {cause.Message}", cause);
        }
    }

    private void Configure(ListenOptions listen)
    {
        _listens.Add(listen);
        listen.Run(connection => new TcpConnection(_options, connection, _pool, _logger).RunAsync());
    }

    /// <summary>Kestrel wants an HTTP application to start; with a connection delegate of our own nothing ever calls it.</summary>
    private sealed class NoHttp : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => this;

        public Task ProcessRequestAsync(object context) => Task.CompletedTask;

        public void DisposeContext(object context, Exception? exception)
        {
        }
    }
}
