using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Spiral.Goridge.Rpc;

/// <summary>One JSON value as argument and one as result; source-generated metadata keeps it free of reflection.</summary>
/// <typeparam name="TRequest">The argument.</typeparam>
/// <typeparam name="TReply">The result; a JSON <c>null</c> becomes its default value.</typeparam>
/// <remarks>Thread-safe. A body that is no JSON, of another type, or followed by more bytes is a <see cref="JsonException"/>.</remarks>
public sealed class JsonRpcCodec<TRequest, TReply> : IRpcCodec<TRequest, TReply?>
{
    private readonly JsonTypeInfo<TRequest> _request;
    private readonly JsonTypeInfo<TReply> _reply;
    private readonly JsonWriterOptions _writerOptions;

    // One writer is enough for a steady stream of calls; callers that collide make their own.
    private Utf8JsonWriter? _idleWriter;

    /// <summary>Creates the codec of one kind of call.</summary>
    /// <param name="request">How the argument is written; its encoder is used, its indentation is not.</param>
    /// <param name="reply">How the result is read.</param>
    public JsonRpcCodec(JsonTypeInfo<TRequest> request, JsonTypeInfo<TReply> reply)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(reply);
        _request = request;
        _reply = reply;
        _writerOptions = new JsonWriterOptions { Encoder = request.Options.Encoder, MaxDepth = request.Options.MaxDepth };
    }

    /// <inheritdoc/>
    public FrameFlags Flags => FrameFlags.Json;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> writer, TRequest request)
    {
        var json = Interlocked.Exchange(ref _idleWriter, null);
        if (json is null)
        {
            json = new Utf8JsonWriter(writer, _writerOptions);
        }
        else
        {
            json.Reset(writer);
        }

        JsonSerializer.Serialize(json, request, _request);
        json.Flush();
        _idleWriter = json;
    }

    /// <inheritdoc/>
    public TReply? Read(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize(body, _reply);
}
