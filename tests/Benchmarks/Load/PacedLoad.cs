using System.Diagnostics;
using System.Net;

namespace RoadRunner.Benchmarks.Load;

/// <summary>An open loop: messages leave when their time has come, whatever has become of those before.</summary>
internal sealed class PacedLoad : ILoad
{
    private static readonly TimeSpan TailLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly List<PacedClient> _clients = [];
    private readonly int _rate;

    private PacedLoad(int rate) => _rate = rate;

    /// <summary>Opens the connections.</summary>
    /// <param name="address">The server.</param>
    /// <param name="connections">They take turns.</param>
    /// <param name="bytes">The size of a message.</param>
    /// <param name="rate">Messages per second, over all connections.</param>
    public static async Task<PacedLoad> OpenAsync(IPEndPoint address, int connections, int bytes, int rate)
    {
        using var limit = new CancellationTokenSource(TailLimit);
        var message = LoadMessage.Create(bytes);
        var load = new PacedLoad(rate);
        try
        {
            for (var index = 0; index < connections; index++)
            {
                load._clients.Add(await PacedClient.ConnectAsync(address, message, limit.Token));
            }

            return load;
        }
        catch
        {
            load.Dispose();
            throw;
        }
    }

    /// <summary>Sends for <paramref name="duration"/> and waits for every answer.</summary>
    public async Task<LoadReport> RunAsync(TimeSpan duration)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        using var limit = new CancellationTokenSource(duration + TailLimit);
        var messages = (int)(_rate * duration.TotalSeconds);
        var answers = _clients.Select((client, index) => OrEndAsync(client.ReceiveAsync(Share(messages, index), limit.Token), limit));
        await Task.WhenAll([.. answers, OrEndAsync(SendAsync(messages, limit.Token), limit)]);
        return Report(messages, duration, Environment.CpuUsage.TotalTime - cpu);
    }

    public void Dispose() => _clients.ForEach(static client => client.Dispose());

    // The first failure is what went wrong; the others end at once instead of at the limit.
    private static async Task OrEndAsync(Task task, CancellationTokenSource others)
    {
        try
        {
            await task;
        }
        catch
        {
            await others.CancelAsync();
            throw;
        }
    }

    private async Task SendAsync(int messages, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < messages;)
        {
            var due = Math.Min(messages, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * _rate) + 1);
            for (; sent < due; sent++)
            {
                // Late or not, an exchange counts from the moment it was due.
                await _clients[sent % _clients.Count].SendAsync(start + (long)(sent * (double)Stopwatch.Frequency / _rate), cancellationToken);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private int Share(int messages, int index) => (messages / _clients.Count) + (index < messages % _clients.Count ? 1 : 0);

    private LoadReport Report(int messages, TimeSpan duration, TimeSpan cpu)
    {
        var latency = new LatencyHistogram();
        foreach (var client in _clients)
        {
            client.Latency.AddTo(latency);
            client.Latency.Clear();
        }

        return LoadReport.Of(latency, messages, messages, duration, cpu);
    }
}
