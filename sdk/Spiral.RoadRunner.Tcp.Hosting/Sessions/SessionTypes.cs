using System.Text.Json.Serialization.Metadata;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Finds out how the typed session of a server is written.</summary>
internal static class SessionTypes
{
    /// <exception cref="InvalidOperationException">The server has no typed session, or one of another type.</exception>
    public static JsonTypeInfo<T> Find<T>(SessionSettings settings) => settings.Type switch
    {
        JsonTypeInfo<T> type => type,
        null => throw new InvalidOperationException($"The server {settings.Server} has no typed session: map it with UseSession({typeof(T).Name})."),
        var other => throw new InvalidOperationException($"The session of the server {settings.Server} is a {other.Type.Name}, not a {typeof(T).Name}."),
    };
}
