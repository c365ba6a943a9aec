using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.TestWorkers.Model;

/// <summary>What a message can make the worker do. The answer is one line.</summary>
internal sealed class CommandService(TcpStatistics statistics, TcpLoops loops, HealthCheckService health) : TcpService
{
    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        var answer = context.GetText().TrimEnd('\r', '\n').Split(' ') switch
        {
            ["PID"] => Number(Environment.ProcessId),
            ["SLEEP", var milliseconds] => await SleepAsync(int.Parse(milliseconds, CultureInfo.InvariantCulture)),
            ["SIGNALS"] => string.Join(' ', SignalCounter.Seen),
            ["PRIORITY"] => Priority(),
            ["LOOPS"] => string.Join(' ', loops.List().Select(static loop => $"{loop.Name}={loop.Status}")),
            ["PAUSE", var loop] => loops.Pause(loop) ? "paused" : "was paused",
            ["CRASH"] => ObedientLoop.CrashSoon(),
            ["FAIL"] => throw new InvalidOperationException("failed on purpose"),
            ["COUNT"] => string.Join(' ', statistics.Snapshot().Select(static server => $"{server.Server} {server.Events} {server.Errors}")),
            ["HEALTH"] => (await health.CheckHealthAsync(context.Stopping)).Status.ToString(),
            _ => "unknown",
        };
        return TcpReply.Respond(answer + "\r\n");
    }

    public override ValueTask OnStop(CancellationToken cancellationToken)
    {
        Console.Error.WriteLine("service stopped");
        return ValueTask.CompletedTask;
    }

    private static async Task<string> SleepAsync(int milliseconds)
    {
        await Console.Error.WriteLineAsync($"sleeping in {Environment.ProcessId}");
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
        return "slept";
    }

    private static string Priority()
    {
        using var self = Process.GetCurrentProcess();
        return self.PriorityClass.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
