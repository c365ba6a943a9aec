using System.Collections.Concurrent;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>The sessions of a pool, as a key-value storage would keep them.</summary>
internal sealed class SharedSessions : ISessionStore
{
    public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what every call ends in.</summary>
    public Exception? Failure { get; set; }

    public bool IsShared => true;

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        Failure is null ? new(Values.GetValueOrDefault(key)) : throw Failure;

    public ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Failure is null ? new([.. keys.Select(Values.GetValueOrDefault)]) : throw Failure;

    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in values)
        {
            Values[key] = Failure is null ? value.ToArray() : throw Failure;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            _ = Failure is null ? Values.TryRemove(key, out _) : throw Failure;
        }

        return ValueTask.CompletedTask;
    }
}
