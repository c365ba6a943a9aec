using System.Globalization;
using System.Net;
using System.Text.Json;
using RoadRunner.Benchmarks.Load;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>The load process as the table sees it: orders in, one line of JSON out.</summary>
/// <param name="role">The verb with its arguments.</param>
internal sealed class LoadProcess(params string[] role) : IAsyncDisposable
{
    // The load process has limits of its own; this one is for the case that it hangs.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process = ChildProcess.StartRole("load", role);

    public Task OpenAsync(string target, IPEndPoint address, int connections, int bytes, CancellationToken cancellationToken) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $"open {target} {address} {connections} {bytes}"), cancellationToken);

    public Task PaceAsync(string target, IPEndPoint address, int connections, int bytes, int rate, CancellationToken cancellationToken) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $"pace {target} {address} {connections} {bytes} {rate}"), cancellationToken);

    public Task HoldAsync(string target, IPEndPoint address, int connections, CancellationToken cancellationToken) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $"hold {target} {address} {connections}"), cancellationToken);

    public Task SlowAsync(string target, IPEndPoint address, int connections, int bytes, CancellationToken cancellationToken) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $"slow {target} {address} {connections} {bytes}"), cancellationToken);

    public Task<LoadReport> RunAsync(string target, TimeSpan duration, CancellationToken cancellationToken) =>
        OrderAsync(string.Create(CultureInfo.InvariantCulture, $"run {target} {(int)duration.TotalMilliseconds}"), cancellationToken);

    public Task CloseAsync(string target, CancellationToken cancellationToken) => OrderAsync($"close {target}", cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<LoadReport> OrderAsync(string order, CancellationToken cancellationToken)
    {
        await _process.Input.WriteLineAsync(order.AsMemory(), cancellationToken);
        await _process.Input.FlushAsync(cancellationToken);
        var line = await _process.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(AnswerLimit, cancellationToken)
            ?? throw new InvalidOperationException($"The load process ended. {_process.Errors()}");
        var report = JsonSerializer.Deserialize(line, LoadReportJson.Default.LoadReport)
            ?? throw new InvalidDataException($"The load process wrote: {line}");
        return report.Error is null ? report : throw new InvalidOperationException($"Load: {report.Error}");
    }
}
