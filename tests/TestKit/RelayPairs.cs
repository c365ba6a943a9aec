using System.IO.Pipelines;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Spiral.Goridge;

namespace RoadRunner.TestKit;

/// <summary>The two ends of a relay inside this process.</summary>
internal static class RelayPairs
{
    public static ScriptedServer InMemory(RelayOptions? options)
    {
        // No threshold: neither end ever waits for the other to read.
        var unbounded = new System.IO.Pipelines.PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false);
        var toWorker = new Pipe(unbounded);
        var fromWorker = new Pipe(unbounded);
        var relay = new StreamRelay(toWorker.Reader.AsStream(), fromWorker.Writer.AsStream(), options, () => HasData(toWorker.Reader));
        return new ScriptedServer(relay, toWorker.Writer.AsStream(), fromWorker.Reader.AsStream(), () => toWorker.Writer.Complete());
    }

    public static ScriptedServer Pipes(RelayOptions? options)
    {
        var toWorker = new AnonymousPipeServerStream(PipeDirection.Out);
        var fromWorker = new AnonymousPipeServerStream(PipeDirection.In);
        var relay = new PipesRelay(TakeClientEnd(toWorker), TakeClientEnd(fromWorker), options);
        return new ScriptedServer(relay, toWorker, fromWorker, toWorker.Dispose);
    }

    public static ScriptedServer UnixSocket(RelayOptions? options)
    {
        var folder = Directory.CreateTempSubdirectory("rr-relay-");
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            return Join(listener, new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "s")), options);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static ScriptedServer Tcp(RelayOptions? options)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return Join(listener, new IPEndPoint(IPAddress.Loopback, 0), options);
    }

    private static ScriptedServer Join(Socket listener, EndPoint address, RelayOptions? options)
    {
        listener.Bind(address);
        listener.Listen();
        var worker = new Socket(listener.AddressFamily, listener.SocketType, listener.ProtocolType);
        worker.Connect(listener.LocalEndPoint!);
        var server = listener.Accept();
        if (server.ProtocolType == ProtocolType.Tcp)
        {
            server.NoDelay = true;
        }

        var stream = new NetworkStream(server, ownsSocket: true);
        return new ScriptedServer(new SocketRelay(worker, options), stream, stream, () => server.Shutdown(SocketShutdown.Send));
    }

    private static bool HasData(PipeReader reader)
    {
        if (!reader.TryRead(out var result))
        {
            return false;
        }

        reader.AdvanceTo(result.Buffer.Start);
        return !result.Buffer.IsEmpty || result.IsCompleted;
    }

    // The relay wants a file handle, as a process has for its standard streams, and owns it.
    private static SafeFileHandle TakeClientEnd(AnonymousPipeServerStream pipe)
    {
        var end = pipe.ClientSafePipeHandle;
        var handle = new SafeFileHandle(end.DangerousGetHandle(), ownsHandle: true);
        end.SetHandleAsInvalid();
        return handle;
    }
}
