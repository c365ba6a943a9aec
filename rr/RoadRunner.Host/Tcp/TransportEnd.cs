using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RoadRunner.Host.Tls;

namespace RoadRunner.Host.Tcp;

/// <summary>The ways in which the host ends the transport of a connection.</summary>
internal static class TransportEnd
{
    /// <summary>Takes the socket from a connection that is in use, so that the client sees an orderly end; an abort would be a reset.</summary>
    /// <remarks>
    /// An abort of a transport that somebody else owns may also come to its turn only after the owner has disposed it, and end the process.
    /// Without a socket only a flush that waits for the client ends: the output belongs to whoever makes the answer, and is closed
    /// when that is done. Safe to call from any thread.
    /// </remarks>
    public static void ShutDown(ConnectionContext transport)
    {
        if (transport.Features.Get<IConnectionSocketFeature>() is not { } feature)
        {
            transport.Transport.Output.CancelPendingFlush();
            return;
        }

        try
        {
            feature.Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }

    /// <summary>Takes the socket from a client that does not accept what it is sent, which is given up: memory is not held for it any longer.</summary>
    /// <remarks>Without a socket only a flush that waits for the client ends. Safe to call from any thread.</remarks>
    public static void Reset(ConnectionContext transport)
    {
        if (transport.Features.Get<IConnectionSocketFeature>() is not { } feature)
        {
            transport.Transport.Output.CancelPendingFlush();
            return;
        }

        try
        {
            // Otherwise the system would go on to offer the client what it has buffered.
            feature.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }

        transport.Abort();
    }

    /// <summary>Returns whether a socket carries the connection.</summary>
    public static bool HasSocket(ConnectionContext transport) => transport.Features.Get<IConnectionSocketFeature>() is not null;

    /// <summary>Returns whether the system has bytes of the client that nobody has read yet; false without a socket.</summary>
    public static bool HasUnreadBytes(ConnectionContext transport)
    {
        try
        {
            return transport.Features.Get<IConnectionSocketFeature>() is { } feature && feature.Socket.Available > 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Waits until a client has accepted the last bytes it was sent, and resets the connection when that takes too long.</summary>
    /// <param name="transport">A transport of a listener, both ends of which are completed.</param>
    /// <param name="limit">How long to wait; zero is for ever.</param>
    /// <param name="time">The clock.</param>
    public static async Task DisposeAsync(ConnectionContext transport, TimeSpan limit, TimeProvider time)
    {
        var disposal = transport.DisposeAsync().AsTask();
        if (limit > TimeSpan.Zero)
        {
            await disposal.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!disposal.IsCompleted)
            {
                Reset(transport);
            }
        }

        await disposal;
    }

    /// <summary>Closes both directions; what is in the output is still sent.</summary>
    public static async ValueTask CompleteAsync(IDuplexPipe transport)
    {
        await TryAsync(transport.Output.CompleteAsync);
        await TryAsync(transport.Input.CompleteAsync);
        if (transport is TlsTransport encrypted)
        {
            await encrypted.DisposeAsync();
        }
    }

    private static async ValueTask TryAsync(Func<Exception?, ValueTask> complete)
    {
        try
        {
            await complete(null);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A transport that sends only when it is closed finds no client any more.
        }
    }
}
