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
        await connection.Output.WriteAsync(RpcTestClient.Frame(FrameFlags.Json, 1, method, Encoding.UTF8.GetBytes(json)), TestContext.Current.CancellationToken).Within();
        while (true)
        {
            var read = await Input.ReadAsync(TestContext.Current.CancellationToken).Within();
            var bytes = read.Buffer.ToArray();
            if (FrameDecoder.TryRead(bytes.AsMemory(), RelayDefaults.MaxPayloadBytes, out var frame))
            {
                var length = (int)frame.Header.TotalBytes;
                Input.AdvanceTo(read.Buffer.GetPosition(length));
                return RpcTestClient.Parse(bytes[..length]).Text;
            }

            Assert.False(read.IsCompleted, "the connection has ended");
            Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
