using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using RoadRunner.Host.Tests.Rpc;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>An RPC client in memory.</summary>
internal sealed class MemoryRpc(MemoryClient connection) : IAsyncDisposable
{
    /// <summary>Gets the end of the host's side.</summary>
    public Task Served => connection.Served;

    public PipeReader Input => connection.Input;

    /// <summary>Calls a method over JSON.</summary>
    /// <returns>The reply, or the text of the error.</returns>
    public async Task<string> CallAsync(string method, string json)
    {
        await SendAsync(FrameFlags.Json, method, Encoding.UTF8.GetBytes(json));
        return RpcTestClient.Parse(await ReadFrameAsync()).Text;
    }

    /// <summary>Calls a method in any codec.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="method">The method.</param>
    /// <param name="body">The body in Latin-1.</param>
    /// <returns>The flags and the body of the reply, in Latin-1.</returns>
    public async Task<(FrameFlags Flags, string Text)> CallAsync(FrameFlags codec, string method, string body)
    {
        await SendAsync(codec, method, Encoding.Latin1.GetBytes(body));
        return RpcTestClient.Parse(await ReadFrameAsync(), Encoding.Latin1);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task SendAsync(FrameFlags codec, string method, byte[] body) =>
        await connection.Output.WriteAsync(RpcTestClient.Frame(codec, 1, method, body), TestContext.Current.CancellationToken).Within();

    private async Task<byte[]> ReadFrameAsync()
    {
        while (true)
        {
            var read = await Input.ReadAsync(TestContext.Current.CancellationToken).Within();
            var bytes = read.Buffer.ToArray();
            if (FrameDecoder.TryRead(bytes.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame))
            {
                var length = (int)frame.Header.TotalBytes;
                Input.AdvanceTo(read.Buffer.GetPosition(length));
                return bytes[..length];
            }

            Assert.False(read.IsCompleted, "the connection has ended");
            Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
