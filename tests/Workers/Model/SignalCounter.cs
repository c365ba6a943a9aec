using System.Collections.Concurrent;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.TestWorkers.Model;

/// <summary>What signals the process was told of.</summary>
internal static class SignalCounter
{
    private static readonly ConcurrentQueue<string> Names = [];

    public static IReadOnlyCollection<string> Seen => Names;

    public static ValueTask CountAsync(TcpEventArgs signal)
    {
        Names.Enqueue(signal.Name);
        Console.Error.WriteLine($"heard {signal.Name} in {Environment.ProcessId}");
        return ValueTask.CompletedTask;
    }
}
