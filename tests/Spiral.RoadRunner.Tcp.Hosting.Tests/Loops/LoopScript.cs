using System.Threading.Channels;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>What the loops of a test do, and what they have done.</summary>
internal sealed class LoopScript
{
    public Channel<string> Log { get; } = Channel.CreateUnbounded<string>();

    public Func<int, CancellationToken, ValueTask> Round { get; set; } = static (_, _) => ValueTask.CompletedTask;

    public Action SpinUp { get; set; } = static () => { };

    public Func<CancellationToken, ValueTask> SpinDown { get; set; } = static _ => ValueTask.CompletedTask;

    public Task<string> NextAsync() => Log.Reader.ReadAsync().Within();

    /// <summary>Returns what has been written since the last look.</summary>
    public List<string> Rest()
    {
        var rest = new List<string>();
        while (Log.Reader.TryRead(out var entry))
        {
            rest.Add(entry);
        }

        return rest;
    }
}
