using System.Collections.Immutable;

namespace Spiral.RoadRunner.Rpc;

/// <summary>What has to be done on a new connection, in order. Thread-safe.</summary>
internal sealed class RpcRestoreHooks
{
    private ImmutableList<Entry> _entries = [];

    public IDisposable Add(Func<IRpcCaller, CancellationToken, ValueTask> hook)
    {
        var entry = new Entry(this, hook);
        ImmutableInterlocked.Update(ref _entries, static (entries, added) => entries.Add(added), entry);
        return entry;
    }

    public async ValueTask RunAsync(IRpcCaller caller, CancellationToken cancellationToken)
    {
        foreach (var entry in _entries)
        {
            await entry.Hook(caller, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class Entry(RpcRestoreHooks owner, Func<IRpcCaller, CancellationToken, ValueTask> hook) : IDisposable
    {
        public Func<IRpcCaller, CancellationToken, ValueTask> Hook => hook;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._entries, static (entries, removed) => entries.Remove(removed), this);
    }
}
