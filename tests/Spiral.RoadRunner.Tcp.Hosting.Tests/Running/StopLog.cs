using System.Collections.Concurrent;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>What has ended, in its order.</summary>
internal sealed class StopLog
{
    private readonly ConcurrentQueue<string> _entries = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> All => _entries;

    /// <summary>Gets or sets a value indicating whether loops and services never end.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Gets or sets what a service does in its end.</summary>
    public Action Block { get; set; } = static () => { };

    public void Add(string entry)
    {
        _entries.Enqueue(entry);
        Signal(entry).TrySetResult();
    }

    public Task WhenAsync(string entry) => Signal(entry).Task.Within(what: entry);

    public Task EndAsync() => IsStuck ? new TaskCompletionSource().Task : Task.CompletedTask;

    private TaskCompletionSource Signal(string entry) =>
        _signals.GetOrAdd(entry, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
