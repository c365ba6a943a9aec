using System.Buffers;
using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The type of a server's typed session and how it is written.</summary>
internal abstract class SessionType
{
    /// <summary>Gets the type of the session's object.</summary>
    public abstract Type Type { get; }

    /// <summary>Gets what the user passed: two mappings of one server must agree on it.</summary>
    public required object Source { get; init; }

    /// <summary>Writes an object of <see cref="Type"/>.</summary>
    public abstract void Write(IBufferWriter<byte> writer, object value);

    /// <exception cref="InvalidOperationException">The server has no typed session, or one of another type.</exception>
    public static SessionType<T> Find<T>(SessionSettings settings)
        where T : class => settings.Type switch
        {
            SessionType<T> type => type,
            null => throw new InvalidOperationException($"The server {settings.Server} has no typed session: map it with UseSession({typeof(T).Name})."),
            var other => throw new InvalidOperationException($"The session of the server {settings.Server} is a {other.Type.Name}, not a {typeof(T).Name}."),
        };
}

/// <summary>The typed session of a server.</summary>
/// <typeparam name="T">The object.</typeparam>
internal sealed class SessionType<T>(IValueSerializer<T> serializer) : SessionType
    where T : class
{
    /// <inheritdoc/>
    public override Type Type => typeof(T);

    /// <inheritdoc/>
    public override void Write(IBufferWriter<byte> writer, object value) => serializer.Write(writer, (T)value);

    /// <summary>Reads the object; null when null was written.</summary>
    public T? Read(ReadOnlySpan<byte> bytes) => serializer.Read(bytes);
}
