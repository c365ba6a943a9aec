using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Handles no more messages than a rate allows.</summary>
internal sealed class RateLimit : ITcpMiddleware
{
    private const int Most = 1_000_000;
    private const double LeastPerSecond = 0.001;

    private readonly ITokenBuckets _buckets;
    private readonly RateLimitKey _key;
    private readonly TcpReply _reply;
    private readonly ILogger _logger;

    public RateLimit(RateLimitOptions options, string server, IServiceProvider services, TimeProvider time, ILogger<TcpApplication> logger)
    {
        var check = new MiddlewareOptions("UseRateLimit", server);
        check.Require(options.Burst is >= 1 and <= Most, nameof(options.Burst), $"is {options.Burst}, it has to be from 1 to {Most}");
        check.Require(
            options.PermitsPerSecond is >= LeastPerSecond and <= Most, nameof(options.PermitsPerSecond), $"is {options.PermitsPerSecond}, it has to be from {LeastPerSecond} to {Most}");
        check.Require(options.Capacity is >= 1 and <= Most, nameof(options.Capacity), $"is {options.Capacity}, it has to be from 1 to {Most}");
        check.Require(Enum.IsDefined(options.Key), nameof(options.Key), $"is {options.Key}");
        check.Require(Enum.IsDefined(options.Action), nameof(options.Action), $"is {options.Action}");
        check.Require(Enum.IsDefined(options.OnStoreFailure), nameof(options.OnStoreFailure), $"is {options.OnStoreFailure}");
        check.RequireText(options.Reply, nameof(options.Reply));
        check.RequireStore(options.Storage, options.KeyPrefix);
        check.RequireDuration(options.StoreTimeout, nameof(options.StoreTimeout), TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        if (options.Storage is not null)
        {
            check.RequireServer(services, nameof(options.Storage), "leave Storage out to count in each worker");
        }

        check.ThrowIfWrong(typeof(RateLimitOptions));
        (_key, _logger) = (options.Key, logger);
        _reply = options.Action == RateLimitAction.Close ? TcpReply.RespondClose(options.Reply) : TcpReply.Respond(options.Reply);
        var failsOpen = options.OnStoreFailure == StoreFailurePolicy.FailOpen;
        _buckets = options.Storage is null
            ? new MemoryTokenBuckets(options.Burst, options.PermitsPerSecond, options.Capacity, time)
            : new SharedTokenBuckets(
                MiddlewareOptions.OpenStorage(services, options.Storage, time),
                $"{options.KeyPrefix}/rate/{server}",
                options.Burst,
                options.PermitsPerSecond,
                new StoreGuard(check.Name, failsOpen ? "messages pass uncounted" : "messages are refused", options.StoreTimeout, time, logger),
                failsOpen,
                time);
    }

    public ValueTask<TcpReply> InvokeAsync(TcpContext context, TcpHandler next)
    {
        if (context.Event == TcpEvent.Data)
        {
            return PassAsync(context, next);
        }

        if (context.Event == TcpEvent.Close && _key == RateLimitKey.Connection)
        {
            _buckets.Remove(context.ConnectionUuid);
        }

        return next(context);
    }

    private async ValueTask<TcpReply> PassAsync(TcpContext context, TcpHandler next)
    {
        if (await _buckets.TryTakeAsync(KeyOf(context)).ConfigureAwait(false))
        {
            return await next(context).ConfigureAwait(false);
        }

        HostingLog.RateExceeded(_logger, context.ConnectionUuid, context.Server);
        return _reply;
    }

    private string KeyOf(TcpContext context) => _key switch
    {
        RateLimitKey.Address => ClientAddress.KeyOf(context.RemoteAddress) is { Length: > 0 } address ? address : ClientAddress.Unix,
        RateLimitKey.Server => context.Server,
        _ => context.ConnectionUuid,
    };
}
