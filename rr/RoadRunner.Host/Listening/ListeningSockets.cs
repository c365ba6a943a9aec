using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Listening;

/// <summary>Binds the sockets that Kestrel accepts from.</summary>
internal sealed class ListeningSockets(ListenerOptions options, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private const int Backlog = 512;

    // As Go does it: a client whose machine is gone is noticed.
    private const int KeepAliveSeconds = 15;

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = Bind(endpoint);
        try
        {
            var connections = new SocketConnectionContextFactory(
                new SocketConnectionFactoryOptions { UnsafePreferInlineScheduling = options.PreferInlineScheduling },
                loggers.CreateLogger<SocketConnectionContextFactory>());
            var logger = loggers.CreateLogger(HostLogChannels.Tcp);
            if (endpoint is UnixDomainSocketEndPoint && options.SocketMode is { } mode && !OperatingSystem.IsWindows())
            {
                // Nobody can have connected before it listens.
                File.SetUnixFileMode(options.Address.Path, mode);
            }

            KeepAlive(socket);
            socket.Listen(Backlog);
            return ValueTask.FromResult<IConnectionListener>(new AcceptLoop(socket, socket.AcceptAsync, connections, options, logger));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sets what accepted sockets inherit.</summary>
    private static void KeepAlive(Socket socket)
    {
        if (socket.LocalEndPoint is IPEndPoint)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        }
    }

    private static Socket Bind(EndPoint endpoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        }
        catch (SocketException cause) when (cause.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Kestrel says so in words of its own.
            throw new AddressInUseException(cause.Message, cause);
        }
    }
}
