namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Looks for idle connections when it is told to, beside what a timer does; made by <see cref="TcpMiddlewareExtensions.UseIdleTimeout(TcpServerBuilder, Action{IdleTimeoutOptions}, out IdleSweep)"/>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class IdleSweep
{
    private IdleTimeout? _owner;

    internal IdleSweep()
    {
    }

    /// <summary>Tells the other workers what this one has seen and closes the connections that are idle now, also if another worker has just looked.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many connections this call has closed; 0 when the store cannot be used, which is logged.</returns>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public Task<int> SweepAsync(CancellationToken cancellationToken = default) =>
        (_owner ?? throw new InvalidOperationException("The application has not started: it has no connections.")).SweepAsync(looks: true, cancellationToken);

    internal void Bind(IdleTimeout owner) => _owner = owner;
}
