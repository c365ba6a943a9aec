using StackExchange.Redis;

namespace RoadRunner.Host.KeyValue;

/// <summary>Sends commands to redis, waits for their replies no longer than the limit, and turns failures into <see cref="KeyValueException"/>.</summary>
internal sealed class RedisCalls(RedisLink link, int database, TimeSpan limit, TimeProvider time)
{
    /// <summary>Sends one command for each item, all before the first reply is waited for; redis carries them out in order.</summary>
    public async Task<IReadOnlyList<TResult>> EachAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<IDatabase, TItem, Task<TResult>> send, CancellationToken cancellationToken) => items.Count == 0
            ? []
            : await RunAsync(target => Task.WhenAll(items.Select(item => send(target, item))), cancellationToken);

    /// <summary>Sends one command.</summary>
    public Task<TResult> RunAsync<TResult>(Func<IDatabase, Task<TResult>> send, CancellationToken cancellationToken) =>
        GuardAsync(connection => send(connection.GetDatabase(database)), cancellationToken);

    /// <summary>Empties the database on every server that takes writes.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken) => await GuardAsync(
        async connection =>
        {
            var servers = connection.GetEndPoints().Select(address => connection.GetServer(address));
            await Task.WhenAll(servers.Where(server => server is { IsConnected: true, IsSlave: false }).Select(server => server.FlushDatabaseAsync(database)));
            return true;
        },
        cancellationToken);

    private async Task<TResult> GuardAsync<TResult>(Func<ConnectionMultiplexer, Task<TResult>> send, CancellationToken cancellationToken)
    {
        var connection = await link.GetAsync(cancellationToken);
        try
        {
            var reply = send(connection);
            Observe(reply);
            return await reply.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw KeyValueException.Plain(KeyValueFault.Unavailable, $"read tcp {link.Address}: i/o timeout", e);
        }
        catch (RedisServerException e)
        {
            throw KeyValueException.Plain(KeyValueFault.Refused, e.Message, e);
        }
        catch (Exception e) when (e is RedisException or ObjectDisposedException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The library cancels what was in flight when its connection goes, and its messages show keys.
            throw KeyValueException.Plain(KeyValueFault.Unavailable, $"read tcp {link.Address}: the connection was lost", e);
        }
    }

    // A reply that nobody waits for any more may still fail.
    private static void Observe(Task reply) =>
        _ = reply.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
