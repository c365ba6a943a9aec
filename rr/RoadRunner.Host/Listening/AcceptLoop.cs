using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Listening;

/// <summary>Accepts connections until it is told to stop, whatever goes wrong on the way.</summary>
/// <remarks>
/// A client that has gone before it was accepted is passed over. What the system is short of (descriptors, memory) is short for a
/// while, so the next try waits for <see cref="Pause"/>; clients wait in the backlog.
/// </remarks>
/// <param name="socket">Listens; disposed with the loop.</param>
/// <param name="accept">Accepts the next connection of the socket.</param>
/// <param name="connections">Makes connections of sockets; disposed with the loop.</param>
/// <param name="options">The address for messages, and the clock.</param>
/// <param name="logger">Where errors are written.</param>
internal sealed class AcceptLoop(
    Socket socket,
    Func<CancellationToken, ValueTask<Socket>> accept,
    SocketConnectionContextFactory connections,
    ListenerOptions options,
    ILogger logger) : IConnectionListener
{
    /// <summary>How long an error is waited out.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _unbound = new();

    /// <inheritdoc/>
    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = await accept(cancellationToken);
                if (accepted.LocalEndPoint is IPEndPoint)
                {
                    accepted.NoDelay = true;
                }

                return options.ReadBytes is { } bytes ? new DirectConnection(accepted, bytes) : connections.Create(accepted);
            }
            catch (Exception error) when (_unbound.IsCancellationRequested || error is ObjectDisposedException or OperationCanceledException)
            {
                accepted?.Dispose();
                return null;
            }
            catch (Exception error)
            {
                accepted?.Dispose();
                if (!await WaitAsync(error))
                {
                    return null;
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await _unbound.CancelAsync();
        socket.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        connections.Dispose();
    }

    /// <summary>Returns false when there is nothing to wait for any more.</summary>
    private async Task<bool> WaitAsync(Exception error)
    {
        if (error is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted })
        {
            return true;
        }

        HostLog.AcceptFailed(logger, $"{options.Address}", Pause.TotalMilliseconds, error.Message);
        await Task.Delay(Pause, options.Time, _unbound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_unbound.IsCancellationRequested;
    }
}
