using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace RoadRunner.Host.KeyValue;

/// <summary>
/// The connection of one storage: made by the first call that needs it, made anew by the first call after it was lost. While redis is
/// away every call tries, and calls at the same time share one try.
/// </summary>
internal sealed class RedisLink(string name, RedisConnector connector, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connection;
    private ConnectionMultiplexer? _up;
    private bool _reported;
    private bool _disposed;

    /// <summary>Gets the first address, for messages.</summary>
    public string Address => connector.Address;

    /// <summary>Returns a connection that was up a moment ago.</summary>
    /// <exception cref="KeyValueException">Redis cannot be reached, or the storage is disposed of.</exception>
    public Task<ConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw KeyValueException.Plain(KeyValueFault.Unavailable, "redis: client is closed");
            }

            if (_connection is null || (_connection.IsCompleted && _up is not { IsConnected: true }))
            {
                _connection = ReplaceAsync(_connection);
            }

            return _connection.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? last;
        lock (_gate)
        {
            _disposed = true;
            (last, _connection) = (_connection, null);
        }

        await CloseAsync(last);
        connector.Dispose();
    }

    private static async Task CloseAsync(Task<ConnectionMultiplexer>? connection)
    {
        if (connection is null)
        {
            return;
        }

        try
        {
            (await connection).Dispose();
        }
        catch (KeyValueException)
        {
            // It never came up.
        }
    }

    private async Task<ConnectionMultiplexer> ReplaceAsync(Task<ConnectionMultiplexer>? lost)
    {
        // Off the caller's lock: closing and connecting take their time.
        await Task.Yield();
        if (_up is not null)
        {
            KeyValueLog.ConnectionLost(logger, name);
        }

        _up = null;
        await CloseAsync(lost);
        try
        {
            _up = await connector.ConnectAsync();
            _reported = false;
            KeyValueLog.Connected(logger, name, Address);
            return _up;
        }
        catch (KeyValueException e)
        {
            // Every call tries; one record for all of them is enough.
            if (!_reported)
            {
                _reported = true;
                KeyValueLog.ConnectFailed(logger, name, e.Message);
            }

            throw;
        }
    }
}
