using System.Net.Sockets;

namespace RoadRunner.Host;

/// <summary>The file of a unix socket that the host is going to listen on.</summary>
internal static class UnixSocketFile
{
    /// <summary>Removes what a server that is gone has left behind.</summary>
    /// <param name="path">The path of the socket.</param>
    /// <exception cref="IOException">Somebody listens there or may do so, or the file is no socket: neither is ours to remove.</exception>
    public static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        if (IsListenedOn(path))
        {
            throw new IOException($"{path} is in use by another server");
        }

        if (!IsSocket(path))
        {
            throw new IOException($"{path} exists and is no socket");
        }

        File.Delete(path);
    }

    /// <summary>Removes the file of a socket that is not listened on any more. It may be gone, or its directory with it; neither holds up a stop.</summary>
    /// <param name="path">The path of the socket.</param>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The next start looks at what is left.
        }
    }

    /// <summary>Returns false when nobody can listen there, which is so for a socket that was left behind and for every other file.</summary>
    /// <exception cref="IOException">It does not show, as for a socket of another kind or of somebody else.</exception>
    private static bool IsListenedOn(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (SocketException unclear)
        {
            throw new IOException($"{path} exists and may be in use by another server: {unclear.Message}", unclear);
        }
    }

    private static bool IsSocket(string path)
    {
        try
        {
            // For reading and writing, so that a named pipe does not wait for its other end.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (IOException)
        {
            // A socket is the one kind of file that cannot be opened.
            return true;
        }
    }
}
