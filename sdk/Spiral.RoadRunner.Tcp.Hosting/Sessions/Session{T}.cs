namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The typed session of a connection: an object that is the same, by its value, in all events of the connection.</summary>
/// <typeparam name="T">Written by the serializer that the server was mapped with, see <see cref="TcpServerBuilder.UseSession{T}(System.Text.Json.Serialization.Metadata.JsonTypeInfo{T})"/>.</typeparam>
/// <remarks>
/// Injected into services, or taken from <see cref="TcpContext.GetSession{T}"/>; see <see cref="TcpSession"/> for when it is read and
/// written. Change the object or set another: what is written is compared with what was read.
/// </remarks>
public sealed class Session<T>
    where T : class, new()
{
    private readonly TcpContextAccessor? _event;
    private TcpSession? _session;

    /// <summary>Creates the session of the event that a scope is made for.</summary>
    /// <param name="accessor">Knows the event, or will know it when the session is used.</param>
    public Session(TcpContextAccessor accessor) => _event = accessor;

    internal Session(TcpSession session) => _session = session;

    /// <inheritdoc cref="TcpSession.IsLate"/>
    public bool IsLate => Inner.IsLate;

    private TcpSession Inner => _session ??= _event!.Context.Session;

    /// <summary>Gets the object: a new one at first, later what was saved; within one event always the same.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionLostException">What is stored cannot be read.</exception>
    /// <exception cref="System.Text.Json.JsonException">What is stored as JSON is of another type; another serializer throws an exception of its own.</exception>
    public async ValueTask<T> GetAsync(CancellationToken cancellationToken = default)
    {
        await Inner.LoadAsync(cancellationToken).ConfigureAwait(false);
        return Inner.Typed<T>();
    }

    /// <summary>Puts another object in its place.</summary>
    /// <param name="value">The object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask SetAsync(T value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        await Inner.LoadAsync(cancellationToken).ConfigureAwait(false);
        _ = SessionType.Find<T>(Inner.Settings);
        Inner.SetTyped(value);
    }
}
