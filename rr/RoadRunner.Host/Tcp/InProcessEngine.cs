using System.IO.Pipelines;
using RoadRunner.Host.Workers;

namespace RoadRunner.Host.Tcp;

/// <summary>Executes events inside the host's process. There is nothing to start; stopping waits for the Close events.</summary>
/// <param name="executor">Who handles the events.</param>
/// <param name="stopTimeout">How long Close events have after the drain.</param>
/// <param name="time">The clock.</param>
internal sealed class InProcessEngine(IEventExecutor executor, TimeSpan stopTimeout, TimeProvider time) : IEventEngine
{
    private readonly CancellationTokenSource _drained = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _allClosed;
    private int _open;
    private int _isStopped;

    /// <inheritdoc/>
    public IManagedWorkers Workers { get; } = new NoWorkers();

    /// <inheritdoc/>
    public IReadOnlyList<NamedPool> Pools => [];

    /// <inheritdoc/>
    public bool MayBlock => true;

    /// <inheritdoc/>
    public bool TracesEvents => true;

    /// <summary>Gets a token that ends events in flight.</summary>
    public CancellationToken Drained => _drained.Token;

    /// <summary>Gets a token that ends Close events.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public IConnectionExecutor Open(ConnectionIdentity connection, PipeWriter output) => new InProcessConnection(executor, this, connection, output);

    /// <summary>A connection has its first event.</summary>
    public void Opened()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <summary>A connection has had its last event.</summary>
    public void Closed()
    {
        lock (_gate)
        {
            if (--_open == 0)
            {
                _allClosed?.TrySetResult();
            }
        }
    }

    /// <inheritdoc/>
    public void BeginDrain(CancellationToken drained) => drained.UnsafeRegister(static source => Fire((CancellationTokenSource)source!), _drained);

    /// <inheritdoc/>
    public async Task<int> StopAsync(TimeSpan atMost)
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return 0;
        }

        Fire(_drained);
        await WhenAllClosedAsync().WaitAsync(atMost < stopTimeout ? atMost : stopTimeout, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Fire(_abandoned);
        lock (_gate)
        {
            return _open;
        }
    }

    /// <inheritdoc/>
    public void Kill()
    {
        Fire(_drained);
        Fire(_abandoned);
    }

    /// <summary>Stops; the tokens stay usable, an executor that does not obey may still hold them.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(stopTimeout);

    /// <summary>What the executor has registered with the token runs elsewhere; an exception of it must end nothing here.</summary>
    private static void Fire(CancellationTokenSource source) => _ = source.CancelAsync();

    private Task WhenAllClosedAsync()
    {
        lock (_gate)
        {
            _allClosed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _open == 0 ? Task.CompletedTask : _allClosed.Task;
        }
    }
}
