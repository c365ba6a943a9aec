using System.Collections.Concurrent;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>A store that all workers see, which counts what it is asked and remembers lifetimes without obeying them.</summary>
internal sealed class SharedMemoryStore : ISessionStore
{
    public ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, TimeSpan> Lifetimes { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public int Writes { get; private set; }

    public long BytesWritten { get; private set; }

    public long BytesRead { get; private set; }

    public bool IsShared => true;

    public Exception? Failure { get; set; }

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        Reads++;
        var value = Values.GetValueOrDefault(key);
        BytesRead += value?.Length ?? 0;
        return new(value);
    }

    public ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        Reads++;
        byte[]?[] values = [.. keys.Select(Values.GetValueOrDefault)];
        BytesRead += values.Sum(static value => value?.Length ?? 0);
        return new(values);
    }

    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        Writes++;
        foreach (var (key, value) in values)
        {
            Values[key] = value.ToArray();
            Lifetimes[key] = timeToLive;
            BytesWritten += value.Length;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        foreach (var key in keys)
        {
            Values.TryRemove(key, out _);
        }

        return ValueTask.CompletedTask;
    }

    private void ThrowIfBroken()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
