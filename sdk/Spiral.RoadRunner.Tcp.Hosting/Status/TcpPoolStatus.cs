using System.Globalization;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Tells the pool what this worker has done, and asks what the others have.</summary>
/// <remarks>A service of an application with <see cref="TcpPoolStatusExtensions.UsePoolStatus"/>; thread-safe.</remarks>
public sealed class TcpPoolStatus
{
    /// <summary>How many periods the word of a worker counts.</summary>
    private const int PeriodsKept = 3;

    private const string KeyPrefix = "rr:tcp:status:";
    private const string Plugin = "tcp";

    private readonly KeyValueStorage _storage;
    private readonly InformerClient _informer;
    private readonly TcpStatistics _statistics;
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;

    internal TcpPoolStatus(KeyValueStorage storage, InformerClient informer, TcpStatistics statistics, TimeProvider time, TimeSpan period)
    {
        _storage = storage;
        _informer = informer;
        _statistics = statistics;
        _time = time;
        _period = period;
    }

    /// <summary>Takes the numbers of this worker.</summary>
    public TcpWorkerStatus Own => new(Environment.ProcessId, _statistics.Uptime, _time.GetUtcNow(), _statistics.Snapshot());

    /// <summary>Asks what the workers of the pool have done: those of this one are of this moment, those of the others at most one period old.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RpcLinkException">The server cannot be reached.</exception>
    /// <exception cref="StorageException">The storage refused the call.</exception>
    public async ValueTask<TcpPoolSnapshot> ReadAsync(CancellationToken cancellationToken = default)
    {
        var workers = await _informer.WorkersAsync(Plugin, cancellationToken).ConfigureAwait(false);
        var others = workers.Select(static worker => worker.Pid).Where(static pid => pid != Environment.ProcessId);
        return TcpPoolSnapshot.Of([Own, .. await ReadAsync(_storage, others, cancellationToken).ConfigureAwait(false)]);
    }

    /// <summary>Asks from outside what workers have said of themselves: nobody of them has to answer.</summary>
    /// <param name="storage">The storage that <see cref="TcpPoolStatusExtensions.UsePoolStatus"/> names in their application.</param>
    /// <param name="pids">The workers, as the informer of their server lists them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is at most one period old; nothing of those that have said nothing to this storage.</returns>
    /// <exception cref="StorageException">The storage refused the call, or there is none of that name.</exception>
    /// <exception cref="SerializationException">What is there is not from such an application, or it is encrypted and the storage was opened without its key.</exception>
    /// <remarks>Throws what <see cref="IRpcCaller.CallAsync"/> of the storage's caller throws, too.</remarks>
    public static async ValueTask<TcpPoolSnapshot> ReadFromAsync(KeyValueStorage storage, IEnumerable<int> pids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(pids);
        return TcpPoolSnapshot.Of(await ReadAsync(storage, pids, cancellationToken).ConfigureAwait(false));
    }

    internal ValueTask SayAsync(CancellationToken cancellationToken) =>
        _storage.SetAsync(Key(Environment.ProcessId), Own, TcpStatusJson.Default.TcpWorkerStatus, PeriodsKept * _period, cancellationToken);

    internal ValueTask TakeBackAsync(CancellationToken cancellationToken) => _storage.DeleteAsync(Key(Environment.ProcessId), cancellationToken);

    private static async ValueTask<List<TcpWorkerStatus>> ReadAsync(KeyValueStorage storage, IEnumerable<int> pids, CancellationToken cancellationToken)
    {
        var said = new List<TcpWorkerStatus>();
        var keys = pids.Select(Key).ToArray();
        if (keys.Length > 0)
        {
            foreach (var result in await storage.GetManyAsync(keys, ValueSerializers.Json(TcpStatusJson.Default.TcpWorkerStatus), cancellationToken).ConfigureAwait(false))
            {
                if (result.TryGetValue(out var status) && status is not null)
                {
                    said.Add(status);
                }
            }
        }

        return said;
    }

    private static string Key(int pid) => KeyPrefix + pid.ToString(CultureInfo.InvariantCulture);
}
