using System.Net.Sockets;

namespace RoadRunner.Host;

/// <summary>The file of a unix socket that the host is going to listen on.</summary>
internal static class UnixSocketFile
{
    /// <summary>Removes what a server that is gone has left behind.</summary>
    /// <param name="path">The path of the socket.</param>
    /// <exception cref="IOException">Somebody listens there, or the file is no socket: neither is ours to remove.</exception>
    public static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        if (!IsSocket(path))
        {
            throw new IOException($"{path} exists and is no socket");
        }

        using (var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            try
            {
                probe.Connect(new UnixDomainSocketEndPoint(path));
            }
            catch (SocketException)
            {
                File.Delete(path);
                return;
            }
        }

        throw new IOException($"{path} is in use by another server");
    }

    private static bool IsSocket(string path)
    {
        try
        {
            // A socket cannot be opened. For both directions, so that a named pipe does not wait for its other end.
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return false;
        }
        catch (Exception refused) when (refused is IOException or NotSupportedException)
        {
            return true;
        }
    }
}
