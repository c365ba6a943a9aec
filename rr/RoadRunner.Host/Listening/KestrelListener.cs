using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoadRunner.Host.Tcp;
using Spiral.Goridge;

namespace RoadRunner.Host.Listening;

/// <summary>One address that is listened on and the connections that come from it, on Kestrel: plain bytes, or HTTP/1.1.</summary>
internal sealed class KestrelListener : IDisposable
{
    private readonly ListenerOptions _options;
    private readonly IHttpApplication<object> _http;
    private readonly Action<ListenOptions> _configure;
    private readonly KestrelServer _kestrel;
    private readonly List<ListenOptions> _listens = [];

    // Until then a socket file is somebody else's.
    private bool _isListening;

    /// <summary>Creates a listener that does not listen yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="serve">What is done with a connection, which ends with the task.</param>
    /// <param name="loggers">For Kestrel.</param>
    public KestrelListener(ListenerOptions options, Func<ConnectionContext, Task> serve, ILoggerFactory loggers)
        : this(options, new NoHttp(), listen => listen.Run(serve), loggers)
    {
    }

    /// <summary>Creates a listener for HTTP/1.1 that does not listen yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="http">What is done with a request.</param>
    /// <param name="loggers">For Kestrel.</param>
    public KestrelListener(ListenerOptions options, IHttpApplication<object> http, ILoggerFactory loggers)
        : this(options, http, static listen => listen.Protocols = HttpProtocols.Http1, loggers)
    {
    }

    private KestrelListener(ListenerOptions options, IHttpApplication<object> http, Action<ListenOptions> configure, ILoggerFactory loggers)
    {
        _options = options;
        _http = http;
        _configure = configure;
        var kestrelOptions = new KestrelServerOptions { AddServerHeader = false };
        kestrelOptions.Limits.MaxConcurrentConnections = options.MaxConnections;
        HttpLimits.Apply(kestrelOptions.Limits);
        Listen(kestrelOptions);
        _kestrel = new KestrelServer(Options.Create(kestrelOptions), new ListeningSockets(options, loggers), loggers);
    }

    /// <summary>Gets where the listener listens; a port 0 has become the real one after the start.</summary>
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

            await _kestrel.StartAsync(_http, cancellationToken);
            _isListening = true;
        }
        catch (Exception cause) when (cause is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new TcpListenException($"{_options.Origin}: cannot listen on {_options.Address}: {Innermost(cause).Message}", cause);
        }
    }

    /// <summary>Stops accepting, asks every connection to end, and waits for that.</summary>
    /// <param name="cancellationToken">Ends the waiting: the connections that are left are aborted.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _kestrel.StopAsync(cancellationToken);
        if (_isListening && _options.Address.Kind == RelayKind.Unix)
        {
            UnixSocketFile.Remove(_options.Address.Path);
        }
    }

    public void Dispose() => _kestrel.Dispose();

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
        _configure(listen);
    }
}
