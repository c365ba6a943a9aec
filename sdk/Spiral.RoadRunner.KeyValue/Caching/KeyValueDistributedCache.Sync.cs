using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace Spiral.RoadRunner.KeyValue;

/// <content>The synchronous half of the interface, for callers that have no other way.</content>
public sealed partial class KeyValueDistributedCache
{
    /// <inheritdoc cref="GetAsync"/>
    /// <remarks>Blocks the calling thread until the server has answered, at most the time limit of the call, or of two when the entry is renewed. Prefer <see cref="GetAsync"/>.</remarks>
    public byte[]? Get(string key) => Wait(GetAsync(key));

    /// <inheritdoc cref="TryGetAsync"/>
    /// <remarks>Blocks the calling thread until the server has answered. Prefer <see cref="TryGetAsync"/>.</remarks>
    public bool TryGet(string key, IBufferWriter<byte> destination) => Wait(TryGetAsync(key, destination).AsTask());

    /// <inheritdoc cref="SetAsync(string, byte[], DistributedCacheEntryOptions, CancellationToken)"/>
    /// <remarks>Blocks the calling thread until the server has answered. Prefer the asynchronous method.</remarks>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Wait(SetAsync(key, value, options));

    /// <inheritdoc cref="SetAsync(string, ReadOnlySequence{byte}, DistributedCacheEntryOptions, CancellationToken)"/>
    /// <remarks>Blocks the calling thread until the server has answered. Prefer the asynchronous method.</remarks>
    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => Wait(SetAsync(key, value, options).AsTask());

    /// <inheritdoc cref="RefreshAsync"/>
    /// <remarks>Blocks the calling thread until the server has answered. Prefer <see cref="RefreshAsync"/>.</remarks>
    public void Refresh(string key) => Wait(RefreshAsync(key));

    /// <inheritdoc cref="RemoveAsync"/>
    /// <remarks>Blocks the calling thread until the server has answered. Prefer <see cref="RemoveAsync"/>.</remarks>
    public void Remove(string key) => Wait(RemoveAsync(key));

#pragma warning disable VSTHRD002 // The interface asks for it. Nothing below continues on a captured context, so nothing waits for this thread.
    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
}
