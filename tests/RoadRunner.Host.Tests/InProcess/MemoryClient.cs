using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>The client's end of a connection in memory, and what runs the host's end of it.</summary>
internal sealed class MemoryClient : IDuplexPipe, IAsyncDisposable
{
    private readonly Pipe _toHost;
    private readonly Pipe _toClient;
    private readonly DefaultConnectionContext _transport;

    /// <summary>Makes a connection.</summary>
    /// <param name="serve">What the host does with its end.</param>
    /// <param name="remote">The address of the client; null for none.</param>
    /// <param name="pauseBytes">How much the host may send that the client has not read.</param>
    /// <param name="stepwise">Whether a send ends only when the host has taken its bytes, so that each is a read of its own.</param>
    public MemoryClient(Func<ConnectionContext, Task> serve, EndPoint? remote = null, long pauseBytes = 1024 * 1024, bool stepwise = false)
    {
        _toHost = new Pipe(stepwise ? new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false) : new PipeOptions(useSynchronizationContext: false));
        _toClient = new Pipe(new PipeOptions(pauseWriterThreshold: pauseBytes, resumeWriterThreshold: pauseBytes / 2, useSynchronizationContext: false));
        _transport = new DefaultConnectionContext("memory", new End(_toHost.Reader, _toClient.Writer), this) { RemoteEndPoint = remote };
        Served = serve(_transport);
    }

    /// <summary>Gets the end of the host's side.</summary>
    public Task Served { get; }

    public PipeReader Input => _toClient.Reader;

    public PipeWriter Output => _toHost.Writer;

    public Task SendAsync(string text) => Output.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken).AsTask().Within();

    /// <summary>Reads as many bytes as a text has, and expects them to be it.</summary>
    public async Task ExpectAsync(string text)
    {
        var read = await Input.ReadAtLeastAsync(text.Length, TestContext.Current.CancellationToken).Within();
        var bytes = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, text.Length));
        Assert.Equal(text, Encoding.Latin1.GetString(bytes));
        Input.AdvanceTo(bytes.End);
    }

    /// <summary>Reads what comes until the end of the stream.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        await Input.CopyToAsync(bytes, TestContext.Current.CancellationToken).Within();
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    public ValueTask HalfCloseAsync() => Output.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        await Output.CompleteAsync();
        await Input.CompleteAsync();
        await Served.Within();
        await _transport.DisposeAsync();
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
