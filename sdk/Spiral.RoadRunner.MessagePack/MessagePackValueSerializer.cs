using System.Buffers;
using MessagePack;
using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.MessagePack;

/// <summary>Stores values of a type as MessagePack: in a key-value storage, or as the typed session of a server.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>
/// Safe to use from any thread if the formatters of the options are. All workers that share a storage must agree on the format:
/// members that a new build adds need a key of their own and are the default in values that an old build wrote.
/// </remarks>
/// <example>
/// <code>
/// var users = storage.As(new MessagePackValueSerializer&lt;User&gt;());
/// app.MapServer("chat").UseSession(new MessagePackValueSerializer&lt;ChatState&gt;());
/// </code>
/// </example>
public sealed class MessagePackValueSerializer<T> : IValueSerializer<T>
{
    private readonly MessagePackSerializerOptions _options;

    /// <summary>Creates the serializer.</summary>
    /// <param name="options">
    /// Resolver, limits and compression; null means <see cref="MessagePackDefaults.Options"/>.
    /// </param>
    public MessagePackValueSerializer(MessagePackSerializerOptions? options = null) => _options = options ?? MessagePackDefaults.Options;

    /// <inheritdoc/>
    /// <exception cref="MessagePackSerializationException">The options cannot write the value.</exception>
    public void Write(IBufferWriter<byte> writer, T value) => MessagePackSerializer.Serialize(writer, value, _options);

    /// <inheritdoc/>
    /// <exception cref="MessagePackSerializationException">The bytes are not one value of the type.</exception>
    public T Read(ReadOnlySpan<byte> bytes) => MessagePackDefaults.Read<T>(bytes, _options);
}
