using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A request as the peer got it, and the ways to answer it.</summary>
internal sealed class PeerCall(PeerConnection connection, ReadOnlyMemory<byte> frame, RpcMessage message)
{
    /// <summary>Gets the bytes of the whole frame.</summary>
    public ReadOnlyMemory<byte> Frame => frame;

    public string Method { get; } = Encoding.UTF8.GetString(message.Method.Span);

    public string Body { get; } = Encoding.UTF8.GetString(message.Body.Span);

    public ReadOnlyMemory<byte> BodyBytes => message.Body;

    public PeerConnection Connection => connection;

    public Task ReplyAsync(string body) => ReplyAsync(Encoding.UTF8.GetBytes(body));

    public Task ReplyAsync(ReadOnlyMemory<byte> body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        RpcFrame.Write(bytes, RpcFrame.GetReplyCodec(message.Flags), message.Sequence, message.Method.Span, body.Span);
        return connection.SendAsync(bytes.WrittenMemory);
    }

    public Task FailAsync(string text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        RpcFrame.WriteError(bytes, message, text);
        return connection.SendAsync(bytes.WrittenMemory);
    }
}
