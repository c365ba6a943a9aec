using System.Net.Sockets;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>One end of a connection to the echo sample, whatever it is made of.</summary>
/// <param name="stream">Its bytes.</param>
/// <param name="halfClose">Says that nothing more will be sent.</param>
internal sealed class EchoLine(Stream stream, Func<ValueTask> halfClose) : IAsyncDisposable
{
    private const byte LineFeed = (byte)'\n';

    public static EchoLine Of(NetworkStream stream) => new(stream, () =>
    {
        stream.Socket.Shutdown(SocketShutdown.Send);
        return ValueTask.CompletedTask;
    });

    public async Task AskAsync(Transcript transcript, string text, int answers)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        await stream.WriteAsync(bytes).Within();
        transcript.Sent(bytes);
        for (var answer = 0; answer < answers; answer++)
        {
            transcript.Received(await ReadLineAsync());
        }
    }

    public async Task EndAsync(Transcript transcript)
    {
        await halfClose().Within();
        transcript.Closed("client");
        await ReadToEndAsync(transcript);
    }

    public async Task ReadToEndAsync(Transcript transcript)
    {
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest).Within();
        transcript.Received(rest.ToArray());
        transcript.Closed("server");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<byte[]> ReadLineAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        do
        {
            Assert.Equal(1, await stream.ReadAsync(one.AsMemory()).Within());
            line.Add(one[0]);
        }
        while (one[0] != LineFeed);
        return [.. line];
    }
}
