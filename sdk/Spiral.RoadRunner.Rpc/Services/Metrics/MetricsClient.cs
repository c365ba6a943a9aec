using System.Collections.Immutable;
using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Collectors that the server exports for Prometheus; needs the <c>metrics</c> section in the configuration of the server.</summary>
/// <remarks>
/// Thread-safe. What was declared here is declared again on every new connection, before calls go through, because a server that was
/// restarted has forgotten it. If the server then refuses one, the connection is used all the same, and its values get the error.
/// Every method throws what <see cref="IRpcCaller.CallAsync"/> throws.
/// </remarks>
public sealed class MetricsClient : IDisposable
{
    private static readonly JsonRpcCodec<MetricDeclaration, bool> DeclareCodec = new(RpcJson.Context.MetricDeclaration, RpcJson.Context.Boolean);
    private static readonly JsonRpcCodec<MetricValue, bool> ValueCodec = new(RpcJson.Context.MetricValue, RpcJson.Context.Boolean);

    private readonly RpcLink _link;
    private readonly IDisposable _hook;
    private ImmutableList<MetricDeclaration> _declared = [];

    /// <summary>Creates the client of a link.</summary>
    /// <param name="link">The link; not disposed with the client.</param>
    public MetricsClient(RpcLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        _link = link;
        _hook = link.OnRestore(RestoreAsync);
    }

    /// <summary>Declares a collector. A name that exists already changes nothing, not even with another type.</summary>
    /// <param name="name">The name for later calls; the exported one is <c>namespace_subsystem_name</c>.</param>
    /// <param name="collector">Its description.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask DeclareAsync(string name, MetricCollector collector, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(collector);
        var declaration = new MetricDeclaration(name, collector);
        await DeclareAsync(_link, declaration, cancellationToken).ConfigureAwait(false);
        ImmutableInterlocked.Update(
            ref _declared,
            static (declared, added) => declared.Exists(other => other.Name == added.Name) ? declared : declared.Add(added),
            declaration);
    }

    /// <summary>Adds to a counter or a gauge.</summary>
    /// <param name="name">The name of the declaration.</param>
    /// <param name="value">A finite number; not negative for a counter.</param>
    /// <param name="labels">The values of the labels, as many and in the order as declared; null without labels.</param>
    /// <param name="cancellationToken">Gives the call up; the value may count all the same.</param>
    public ValueTask AddAsync(string name, double value, IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default) =>
        SendAsync("metrics.Add", name, value, labels, cancellationToken);

    /// <summary>Subtracts from a gauge.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public ValueTask SubAsync(string name, double value, IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default) =>
        SendAsync("metrics.Sub", name, value, labels, cancellationToken);

    /// <summary>Sets a gauge.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public ValueTask SetAsync(string name, double value, IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default) =>
        SendAsync("metrics.Set", name, value, labels, cancellationToken);

    /// <summary>Adds a value to a histogram or a summary.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public ValueTask ObserveAsync(string name, double value, IReadOnlyList<string>? labels = null, CancellationToken cancellationToken = default) =>
        SendAsync("metrics.Observe", name, value, labels, cancellationToken);

    /// <summary>Removes a collector; it is not declared again. An unknown name is a <see cref="RpcException"/>.</summary>
    /// <param name="name">The name of the declaration.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    public async ValueTask UnregisterAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ImmutableInterlocked.Update(ref _declared, static (declared, removed) => declared.RemoveAll(other => other.Name == removed), name);
        await _link.CallAsync("metrics.Unregister", name, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops declaring on new connections. Nothing is removed from the server.</summary>
    public void Dispose() => _hook.Dispose();

    private static ValueTask<bool> DeclareAsync(IRpcCaller caller, MetricDeclaration declaration, CancellationToken cancellationToken) =>
        caller.CallAsync("metrics.Declare", declaration, DeclareCodec, timeout: null, cancellationToken);

    private async ValueTask SendAsync(string method, string name, double value, IReadOnlyList<string>? labels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A metric value is a finite number: JSON has no other.");
        }

        await _link.CallAsync(method, new MetricValue(name, value, labels), ValueCodec, timeout: null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RestoreAsync(IRpcCaller caller, CancellationToken cancellationToken)
    {
        foreach (var declaration in _declared)
        {
            try
            {
                await DeclareAsync(caller, declaration, cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // The new server has no metrics, or knows better. That must not keep the key-value store away from everybody.
            }
        }
    }
}
