using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace RoadRunner.Host.InProcess;

/// <summary>Two pipes with a client at one end and the host at the other.</summary>
internal static class MemoryConnection
{
    // What one side may be ahead of the other; frames that are larger pass through in pieces.
    private const long PauseBytes = 1024 * 1024;

    /// <summary>Makes a connection and hands one end of it to the host.</summary>
    /// <param name="serve">Runs the host's end until the connection has ended.</param>
    /// <returns>The client's end.</returns>
    public static Stream Open(Func<ConnectionContext, Task> serve)
    {
        var options = new PipeOptions(pauseWriterThreshold: PauseBytes, resumeWriterThreshold: PauseBytes / 2, useSynchronizationContext: false);
        var (toHost, toClient) = (new Pipe(options), new Pipe(options));
        var transport = new DefaultConnectionContext("in-process")
        {
            Transport = new MemoryEnd(toHost.Reader, toClient.Writer),
        };
        var served = serve(transport);
        if (served.IsFaulted)
        {
            // Refused: the reason is the caller's to hear.
            served.GetAwaiter().GetResult();
        }

        return new MemoryEndStream(toClient.Reader, toHost.Writer);
    }

    private sealed record MemoryEnd(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
