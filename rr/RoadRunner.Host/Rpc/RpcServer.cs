using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Listening;
using Spiral.Goridge;

namespace RoadRunner.Host.Rpc;

/// <summary>The Goridge RPC server: its listener, if it has one, and its connections.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly RpcServerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KestrelListener? _listener;
    private readonly Guests<RpcServerConnection> _guests = new();
    private readonly TaskCompletionSource<RpcMethodTable> _methods = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ending = new();
    private int _disposed;

    public RpcServer(RpcServerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _time = time;
        _logger = loggers.CreateLogger(HostLogChannels.Rpc);
        if (options.Address is { } configured)
        {
            var address = configured is { Kind: RelayKind.Tcp, Host: "" } any ? RelayAddress.Tcp(IPAddress.Loopback.ToString(), any.Port) : configured;
            var listen = new ListenerOptions(address, options.Origin) { MaxConnections = options.MaxConnections };
            _listener = new KestrelListener(listen, transport => RunAsync(Open(transport)), loggers);
        }
    }

    /// <summary>Gets where the server listens; a port 0 has become the real one after the start; null when it does not listen.</summary>
    public RelayAddress? Address => _listener?.Address;

    /// <summary>Starts to accept. Workers are told the address when they start, so nothing is answered before <see cref="Serve"/>.</summary>
    /// <exception cref="Tcp.TcpListenException">The address cannot be listened on.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            await _listener.StartAsync(cancellationToken);
            RpcLog.Listening(_logger, _listener.Address);
        }
    }

    /// <summary>Says what can be called; connections that have come already are served from now on.</summary>
    public void Serve(RpcMethodTable methods) => _methods.TrySetResult(methods);

    /// <summary>Serves a connection that comes from elsewhere until the client leaves or the server stops.</summary>
    /// <exception cref="InvalidOperationException">The server is stopping.</exception>
    public Task ServeAsync(ConnectionContext transport) => _guests.RunAsync(Open(transport), RunAsync);

    /// <summary>Closes the listener and the connections: to be called when nobody needs RPC any more.</summary>
    public async Task StopAsync()
    {
        using var abort = new CancellationTokenSource();
        var stopping = Task.WhenAll(
            _listener?.StopAsync(abort.Token) ?? Task.CompletedTask,
            _guests.EndAsync(static _ => { }, static guest => guest.Abort(), abort.Token));
        await _ending.CancelAsync();
        await using (_time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), abort, _options.StopTimeout, Timeout.InfiniteTimeSpan))
        {
            await stopping;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await StopAsync();
        _listener?.Dispose();
        _ending.Dispose();
    }

    private RpcServerConnection Open(ConnectionContext transport) => new(transport, _options, _logger);

    private async Task RunAsync(RpcServerConnection connection)
    {
        using (connection)
        {
            try
            {
                await connection.RunAsync(await _methods.Task.WaitAsync(_ending.Token), _ending.Token);
            }
            catch (OperationCanceledException)
            {
                // The start failed before anything could be served.
            }
        }
    }
}
