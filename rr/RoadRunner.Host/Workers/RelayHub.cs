using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace RoadRunner.Host.Workers;

/// <summary>The one socket that the workers of all pools connect to, where the relay is one: open as long as a pool needs it.</summary>
/// <param name="address">The relay.</param>
/// <param name="handshakeTimeout">How long a connection may take to say whose it is.</param>
/// <param name="user">As whom workers run, who alone may connect to a unix socket; null for the user of the host.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where strangers are logged.</param>
internal sealed class RelayHub(RelayAddress address, TimeSpan handshakeTimeout, string? user, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private RelayListener? _listener;
    private int _users;

    /// <summary>Opens the socket, or shares the one that is open.</summary>
    /// <returns>Null where the relay is pipes.</returns>
    /// <exception cref="WorkerStartException">The address cannot be listened on.</exception>
    public RelayListener? Open()
    {
        if (address.Kind == RelayKind.Pipes)
        {
            return null;
        }

        lock (_gate)
        {
            _listener ??= new RelayListener(address, handshakeTimeout, user, time, logger);
            _users++;
            return _listener;
        }
    }

    /// <summary>Ends what <see cref="Open"/> began; the last one closes the socket.</summary>
    public ValueTask CloseAsync()
    {
        RelayListener? unused = null;
        lock (_gate)
        {
            if (--_users == 0)
            {
                unused = _listener;
                _listener = null;
            }
        }

        return unused?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
