using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Lets no more connections in than the limits say.</summary>
internal sealed class ConnectionLimit : ITcpMiddleware
{
    private const int MostConnections = 100_000;
    private const int RememberedConnections = 65_536;

    private readonly AdmissionIndex _index;
    private readonly StoreGuard _guard;
    private readonly TimeSpan _renewAfter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TcpReply _refusal;
    private readonly bool _failsOpen;
    private readonly Lock _gate = new();
    private readonly LruCache<string, long> _renewed = new(RememberedConnections);

    public ConnectionLimit(ConnectionLimitOptions options, string server, IServiceProvider services, TimeProvider time, ILogger<TcpApplication> logger)
    {
        var check = new MiddlewareOptions("UseConnectionLimit", server);
        check.Require(options.MaxConnections is >= 0 and <= MostConnections, nameof(options.MaxConnections), $"is {options.MaxConnections}, it has to be from 0 (no limit) to {MostConnections}");
        check.Require(
            options.MaxConnectionsPerAddress is >= 0 and <= MostConnections, nameof(options.MaxConnectionsPerAddress), $"is {options.MaxConnectionsPerAddress}, it has to be from 0 (no limit) to {MostConnections}");
        check.Require(options.MaxConnections + options.MaxConnectionsPerAddress != 0, nameof(options.MaxConnections), "and MaxConnectionsPerAddress are 0, so there is nothing to limit");
        check.RequireText(options.Refusal, nameof(options.Refusal));
        check.RequireStore(options.Storage, options.KeyPrefix);
        check.RequireDuration(options.Expiry, nameof(options.Expiry), TimeSpan.FromSeconds(10), TimeSpan.FromHours(24));
        check.RequireDuration(options.StoreTimeout, nameof(options.StoreTimeout), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        check.Require(Enum.IsDefined(options.OnStoreFailure), nameof(options.OnStoreFailure), $"is {options.OnStoreFailure}");
        if (options.Storage is not null)
        {
            check.RequireServer(services, nameof(options.Storage), "leave Storage out to count in this process alone");
        }

        check.ThrowIfWrong(typeof(ConnectionLimitOptions));
        (_time, _logger, _refusal) = (time, logger, TcpReply.RespondClose(options.Refusal));
        _failsOpen = options.OnStoreFailure == StoreFailurePolicy.FailOpen;
        _renewAfter = options.Expiry / 4;
        _guard = new StoreGuard(check.Name, _failsOpen ? "new connections are let in uncounted" : "new connections are refused", options.StoreTimeout, time, logger);
        _index = new AdmissionIndex(
            MiddlewareOptions.OpenIndex(services, options.Storage, time),
            $"{options.KeyPrefix}/limit/{server}", options.MaxConnections, options.MaxConnectionsPerAddress, options.Expiry, check.Name, time, logger);
    }

    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next) => context.Event switch
    {
        _ when !IndexShard.CanHold(context.ConnectionUuid) => next(context),
        TcpEvent.Connected => EnterAsync(context, next),
        TcpEvent.Data when IsDue(context.ConnectionUuid) => RenewAsync(context, next),
        TcpEvent.Close => LeaveAsync(context, next),
        _ => next(context),
    };

    private static ulong GroupOf(TcpContext context) => StableHash.Of(ClientAddress.KeyOf(context.RemoteAddress));

    private async ValueTask<TcpReply> EnterAsync(TcpContext context, TcpHandler next)
    {
        var (uuid, group) = (context.ConnectionUuid, GroupOf(context));
        var (isDone, admission) = await _guard.RunAsync(token => _index.EnterAsync(uuid, group, token)).ConfigureAwait(false);
        var reason = (isDone, admission) switch
        {
            (false, _) => _failsOpen ? null : "the store cannot be used",
            (_, Admission.ServerFull) => "the server has its most connections",
            (_, Admission.AddressFull) => "its address has its most connections",
            _ => null,
        };
        if (reason is not null)
        {
            HostingLog.ConnectionRefused(_logger, uuid, context.Server, context.RemoteAddress, reason);
            return _refusal;
        }

        if (isDone)
        {
            Remember(uuid, _time.GetUtcNow().ToUnixTimeMilliseconds());
        }

        return await next(context).ConfigureAwait(false);
    }

    private async ValueTask<TcpReply> RenewAsync(TcpContext context, TcpHandler next)
    {
        var (uuid, group) = (context.ConnectionUuid, GroupOf(context));
        var (isDone, last) = await _guard.RunAsync(token => _index.RenewAsync(uuid, group, token)).ConfigureAwait(false);
        if (isDone)
        {
            Remember(uuid, last);
        }

        return await next(context).ConfigureAwait(false);
    }

    private async ValueTask<TcpReply> LeaveAsync(TcpContext context, TcpHandler next)
    {
        var (uuid, group) = (context.ConnectionUuid, GroupOf(context));
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _renewed.Remove(uuid);
            }

            // When it fails, the entry expires.
            await _guard.RunAsync(token => _index.LeaveAsync(uuid, group, token)).ConfigureAwait(false);
        }
    }

    private bool IsDue(string uuid)
    {
        lock (_gate)
        {
            return !_renewed.TryGet(uuid, out var last) || _time.GetUtcNow().ToUnixTimeMilliseconds() - last >= _renewAfter.TotalMilliseconds;
        }
    }

    private void Remember(string uuid, long last)
    {
        lock (_gate)
        {
            _renewed.Set(uuid, last);
        }
    }
}
