using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Whether the worker does what it is for, from what it knows anyway: nothing is called and nothing is waited for.</summary>
internal sealed class TcpHealthCheck(
    IHostApplicationLifetime lifetime,
    TcpServerLinkState linkState,
    RpcLink link,
    TcpLoops loops,
    TcpWatchdog watchdog,
    TcpStatistics statistics,
    IOptions<TcpApplicationOptions> options) : IHealthCheck
{
    private const int PatienceWithHandlers = 10;
    private const int CrashesInARow = 2;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (status, reasons) = Judge();
        return Task.FromResult(new HealthCheckResult(status, reasons.Count == 0 ? "The worker serves." : string.Join(" ", reasons), exception: null, Data()));
    }

    private (HealthStatus Status, IReadOnlyList<string> Reasons) Judge()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return (HealthStatus.Unhealthy, ["The application is stopping."]);
        }

        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return (HealthStatus.Unhealthy, ["The application has not started."]);
        }

        List<string> reasons = [.. loops.List().Where(IsIll).Select(static loop => $"Loop {loop.Name} has crashed: {loop.LastError}.")];
        if (linkState.IsAvailable && link.Health is var health && (health.State != RpcLinkState.Connected || health.IsDegraded))
        {
            reasons.Add($"The link to the RPC port at {linkState.Address} is {(health.IsDegraded ? "not answering" : health.State.ToString())}.");
        }

        var patience = options.Value.SlowHandler * PatienceWithHandlers;
        if (patience > TimeSpan.Zero && watchdog.Oldest() is var oldest && oldest > patience)
        {
            reasons.Add($"A handler has been running for {oldest}.");
        }

        return (reasons.Count == 0 ? HealthStatus.Healthy : HealthStatus.Degraded, reasons);
    }

    private static bool IsIll(TcpLoopInfo loop) => loop.CrashesInARow >= CrashesInARow || loop.Status == TcpLoopStatus.Failed;

    private Dictionary<string, object> Data()
    {
        var servers = statistics.Snapshot();
        var events = servers.Sum(static server => server.Events);
        var seconds = servers.Sum(static server => server.TotalTime.TotalSeconds);
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pid"] = Environment.ProcessId,
            ["uptime_seconds"] = statistics.Uptime.TotalSeconds,
            ["events"] = events,
            ["errors"] = servers.Sum(static server => server.Errors),
            ["in_flight"] = servers.Sum(static server => server.InFlight),
            ["average_seconds"] = events == 0 ? 0 : seconds / events,
            ["servers"] = servers,
        };
    }
}
