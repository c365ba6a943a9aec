using System.Diagnostics;
using System.Net;

namespace RoadRunner.Benchmarks.Load;

/// <summary>The connections to one server, kept open over all rounds.</summary>
internal sealed class LoadGenerator : ILoad
{
    // An exchange that is under way when the round ends may take this long; then the server counts as stuck.
    private static readonly TimeSpan TailLimit = TimeSpan.FromSeconds(10);

    private readonly List<LoadClient> _clients = [];
    private TaskCompletionSource _finished = new();
    private int _running;

    private LoadGenerator()
    {
    }

    public static async Task<LoadGenerator> OpenAsync(IPEndPoint address, int connections, int bytes)
    {
        using var limit = new CancellationTokenSource(TailLimit);
        var message = LoadMessage.Create(bytes);
        var generator = new LoadGenerator();
        try
        {
            for (var index = 0; index < connections; index++)
            {
                generator._clients.Add(await LoadClient.ConnectAsync(address, message, generator.OnFinished, limit.Token));
            }

            return generator;
        }
        catch
        {
            generator.Dispose();
            throw;
        }
    }

    /// <summary>Runs one round on all connections and waits for its last exchange.</summary>
    public async Task<LoadReport> RunAsync(TimeSpan duration)
    {
        // Asynchronous continuations: the report is not written on the thread that serves the sockets.
        _finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = _clients.Count;
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var deadline = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        foreach (var client in _clients)
        {
            client.Start(deadline);
        }

        await _finished.Task.WaitAsync(duration + TailLimit);
        return Report(duration, Environment.CpuUsage.TotalTime - cpu);
    }

    public void Dispose()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        _clients.Clear();
    }

    private LoadReport Report(TimeSpan duration, TimeSpan cpu)
    {
        var latency = new LatencyHistogram();
        long events = 0;
        long exchanges = 0;
        foreach (var client in _clients)
        {
            client.Latency.AddTo(latency);
            events += client.Events;
            exchanges += client.Exchanges;
        }

        return LoadReport.Of(latency, events, exchanges, duration, cpu);
    }

    private void OnFinished(LoadClient client, Exception? error)
    {
        if (error is not null)
        {
            _finished.TrySetException(error);
        }
        else if (Interlocked.Decrement(ref _running) == 0)
        {
            _finished.TrySetResult();
        }
    }
}
