using System.Buffers;
using MessagePack;

namespace Spiral.RoadRunner.MessagePack;

/// <summary>The options that the codec and the serializers of this package use unless they get others.</summary>
public static class MessagePackDefaults
{
    /// <summary>
    /// Gets the standard resolver without compression, with the limits for data from strangers: objects nested at most
    /// 64 deep, and hash codes that a sender cannot make collide. Immutable.
    /// </summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions.Standard.WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(64));

    /// <summary>Reads exactly one value.</summary>
    /// <exception cref="MessagePackSerializationException">The bytes are not one value of the type, or more bytes follow.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> bytes, MessagePackSerializerOptions options)
    {
        // The library reads from memory, not from spans.
        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            bytes.CopyTo(rented);
            var reader = new MessagePackReader(rented.AsMemory(0, bytes.Length));
            var value = MessagePackSerializer.Deserialize<T>(ref reader, options);
            return reader.End
                ? value
                : throw new MessagePackSerializationException($"{bytes.Length - reader.Consumed} of {bytes.Length} bytes follow the value");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
