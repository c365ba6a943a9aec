using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Sends the records of this process to the log of the server. Never blocks who logs: records wait in a bounded queue.</summary>
/// <remarks>
/// <para>
/// Thread-safe. Each record becomes one <c>app.…WithContext</c> call with <c>category</c>, <c>event_id</c>, the values of the template
/// and <c>exception</c> as attributes; values that are null or cannot be written are left out.
/// </para>
/// <para>
/// While the link is away the queue keeps the records, and the provider has the link connect if nobody has. A record whose connection is
/// lost under way is not repeated: it may have been written. <see cref="Dropped"/> counts what was lost that way, refused, or too much for the queue.
/// </para>
/// </remarks>
[ProviderAlias("RoadRunner")]
public sealed class AppLoggerProvider : ILoggerProvider, IAsyncDisposable
{
    private readonly RpcLink _link;
    private readonly AppLogClient _client;
    private readonly AppLoggerOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<AppLogRecord> _queue;
    private readonly CancellationTokenSource _giveUp = new();
    private readonly ManualResetEventSlim _isEmpty = new();
    private readonly Task _pump;
    private long _dropped;

    /// <summary>Creates a provider.</summary>
    /// <param name="link">The link; not disposed with the provider. Dispose the provider first, or the records in its queue are lost.</param>
    /// <param name="options">Settings; null means the defaults.</param>
    public AppLoggerProvider(RpcLink link, AppLoggerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        _link = link;
        _client = new AppLogClient(link);
        _options = options ?? new AppLoggerOptions();
        _time = link.TimeProvider;
        _queue = Channel.CreateBounded<AppLogRecord>(new BoundedChannelOptions(_options.QueueCapacity) { SingleReader = true });
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Gets how many records did not reach the server for sure.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new AppLogger(categoryName, _options.Minimum, Enqueue);

    /// <summary>Takes no more records and waits for those in the queue, at most <see cref="AppLoggerOptions.FlushTimeout"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        using var done = new CancellationTokenSource();
        await Task.WhenAny(_pump, Task.Delay(_options.FlushTimeout, _time, done.Token)).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
        await _giveUp.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
    }

    /// <summary>Does what <see cref="DisposeAsync"/> does, and blocks meanwhile: logger factories know no other way. Prefer that one.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _isEmpty.Wait(_options.FlushTimeout);
        _giveUp.Cancel();
    }

    private void Enqueue(AppLogRecord record)
    {
        if (!_queue.Writer.TryWrite(record))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task PumpAsync()
    {
        await foreach (var record in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (!await TrySendAsync(record).ConfigureAwait(false))
            {
                Interlocked.Increment(ref _dropped);
            }
        }

        _isEmpty.Set();
    }

    private async Task<bool> TrySendAsync(AppLogRecord record)
    {
        try
        {
            while (true)
            {
                try
                {
                    await _client.WriteAsync(record.Method, record.Entry, _giveUp.Token).ConfigureAwait(false);
                    return true;
                }
                catch (NotConnectedException)
                {
                    await _link.ConnectAsync(_giveUp.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is RpcLinkException or GoridgeException or OperationCanceledException or ArgumentException)
        {
            // There is no place to log that logging failed; the count tells. (ArgumentException: larger than a frame may be.)
            return false;
        }
    }
}
