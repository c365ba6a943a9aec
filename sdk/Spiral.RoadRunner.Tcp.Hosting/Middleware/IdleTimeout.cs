using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Notes when connections are active, and has the server close those that are idle.</summary>
internal sealed class IdleTimeout : ITcpMiddleware
{
    private const int Capacity = 100_000;
    private const int TicksPerLimit = 8;

    private readonly string _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TcpServiceClient _connections;
    private readonly StoreGuard _guard;
    private readonly IdleIndex _index;
    private readonly IdleActivity _activity = new(Capacity);
    private readonly TimeSpan _tick;
    private readonly CancellationToken _stopping;
    private ITimer? _timer;
    private Task _ticking = Task.CompletedTask;
    private int _isOverflowing;

    public IdleTimeout(
        IdleTimeoutOptions options, IdleSweep sweep, string server, IServiceProvider services, TcpServiceClient connections, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<TcpApplication> logger)
    {
        var check = new MiddlewareOptions("UseIdleTimeout", server);
        check.RequireDuration(options.After, nameof(options.After), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        check.RequireDuration(options.StoreTimeout, nameof(options.StoreTimeout), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        check.RequireStore(options.Storage, options.KeyPrefix);
        check.Require(
            options.Storage is not null || options.SingleWorker || services.GetRequiredService<TcpApplicationStart>().Worker is null,
            nameof(options.Storage),
            "is missing: it has to name a storage that the workers of the pool share, or SingleWorker has to be true");
        check.RequireServer(services, "closing a connection", "use host.limits.idle_timeout");
        check.ThrowIfWrong(typeof(IdleTimeoutOptions));
        (_server, _time, _logger, _connections, _stopping) = (server, time, logger, connections, lifetime.ApplicationStopping);
        _tick = options.After / TicksPerLimit;
        _guard = new StoreGuard(check.Name, "idle connections stay open", options.StoreTimeout, time, logger);
        _index = new IdleIndex(MiddlewareOptions.OpenIndex(services, options.Storage, time), $"{options.KeyPrefix}/idle/{server}", options.After, _tick, check.Name, logger);
        lifetime.ApplicationStarted.Register(Start);
        lifetime.ApplicationStopping.Register(Stop);
        sweep.Bind(this);
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next)
    {
        if (!IndexShard.CanHold(context.ConnectionUuid))
        {
            return next(context);
        }

        if (context.Event is TcpEvent.Connected or TcpEvent.Data)
        {
            return NoteAsync(context, next);
        }

        if (context.Event == TcpEvent.Close)
        {
            _activity.Gone(context.ConnectionUuid, Now);
        }

        return next(context);
    }

    /// <summary>Tells what was seen, and closes what is idle if it is time or has to be.</summary>
    public async Task<int> SweepAsync(bool looks, CancellationToken cancellationToken)
    {
        var now = Now;
        var notes = _activity.Collect(now);
        var (isDone, idle) = await _guard.RunAsync(token => _index.UpdateAsync(notes, now, looks, token), cancellationToken).ConfigureAwait(false);
        if (!isDone)
        {
            return 0;
        }

        _activity.Told(notes);
        Volatile.Write(ref _isOverflowing, 0);
        return await CloseAsync(idle!, now, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<TcpReply> NoteAsync(TcpContext context, TcpHandler next)
    {
        var uuid = context.ConnectionUuid;
        var isNoted = _activity.Begin(uuid, Now);
        if (!isNoted && Interlocked.Exchange(ref _isOverflowing, 1) == 0)
        {
            HostingLog.IdleOverflow(_logger, _server, Capacity);
        }

        try
        {
            return await next(context).ConfigureAwait(false);
        }
        finally
        {
            if (isNoted)
            {
                _activity.End(uuid, Now);
            }
        }
    }

    private async ValueTask<int> CloseAsync(List<IndexEntry> idle, long now, CancellationToken cancellationToken)
    {
        var closed = 0;
        foreach (var entry in idle)
        {
            var silence = TimeSpan.FromMilliseconds(now - entry.Time);
            try
            {
                await _connections.CloseAsync(entry.Id, cancellationToken).ConfigureAwait(false);
                closed++;
                HostingLog.IdleClosed(_logger, entry.Id, _server, silence);
            }
            catch (Exception exception) when (StoreGuard.IsFailure(exception) || exception is OperationCanceledException)
            {
                // It is out of the index; with its old time it is idle again at the next look.
                _activity.Restore(entry.Id, entry.Time);
                if (exception is not OperationCanceledException)
                {
                    HostingLog.IdleCloseFailed(_logger, exception, entry.Id, _server, exception.Message);
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return closed;
    }

    private void Start() => _timer = _time.CreateTimer(static owner => ((IdleTimeout)owner!).Tick(), this, _tick, _tick);

    private void Stop() => _timer?.Dispose();

    // One that is still going on does the work of the next one, too.
    private void Tick()
    {
        if (_ticking.IsCompleted)
        {
            _ticking = TickAsync();
        }
    }

    private async Task TickAsync()
    {
        try
        {
            await SweepAsync(looks: false, _stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }
}
