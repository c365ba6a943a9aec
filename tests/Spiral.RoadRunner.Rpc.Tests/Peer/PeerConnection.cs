using System.Buffers;
using System.IO.Pipelines;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>One connection that the peer has accepted: reads requests and hands them to the peer.</summary>
internal sealed class PeerConnection : IDisposable
{
    private readonly ScriptedPeer _peer;
    private readonly Stream _stream;
    private readonly SemaphoreSlim _writing = new(1);

    public PeerConnection(ScriptedPeer peer, Stream stream)
    {
        _peer = peer;
        _stream = stream;
        Completion = Task.Run(ReadAsync);
    }

    public Task Completion { get; }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // Killed meanwhile; the client notices in its own way.
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task ReadAsync()
    {
        var input = PipeReader.Create(_stream);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync();
                var buffer = result.Buffer;
                while (FrameDecoder.TryRead(ref buffer, RelayDefaults.MaxPayloadBytes, out var frame))
                {
                    var bytes = result.Buffer.Slice(0, buffer.Start).ToArray().AsMemory()[^(int)frame.Header.TotalBytes..];
                    await _peer.HandleAsync(new PeerCall(this, bytes, RpcFrame.Read(frame)));
                }

                input.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // Killed while reading.
        }
    }
}
