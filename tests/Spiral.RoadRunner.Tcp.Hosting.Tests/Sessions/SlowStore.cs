namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

/// <summary>A store whose reads can be held.</summary>
internal sealed class SlowStore : ISessionStore
{
    private readonly SharedMemoryStore _inner = new();
    private TaskCompletionSource? _held;

    public bool IsShared => false;

    public void Hold() => _held = new TaskCompletionSource();

    /// <summary>Has the reads that are held end, one after the other; what is read from now on is there at once.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            await held.Task;
        }

        return await _inner.GetAsync(key, cancellationToken);
    }

    public ValueTask<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => _inner.GetManyAsync(keys, cancellationToken);

    public ValueTask SetAsync(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> values, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        _inner.SetAsync(values, timeToLive, cancellationToken);

    public ValueTask DeleteAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) => _inner.DeleteAsync(keys, cancellationToken);
}
