using Microsoft.Extensions.Logging;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;

namespace RoadRunner.Integration.Fixture;

/// <summary>A host in this process with its worker processes; nothing of it is left when it is disposed.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ILoggerFactory _loggers;
    private RoadRunnerHost? _host;

    private HostUnderTest() => _loggers = LoggerFactory.Create(builder => builder
        .SetMinimumLevel(LogLevel.Trace)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddProvider(Log));

    public CapturedLog Log { get; } = new();

    public Journal Journal { get; } = new();

    public RoadRunnerHost Host => _host ?? throw new InvalidOperationException("The host has not been started.");

    /// <summary>Gets the pids of the workers of this moment.</summary>
    public IReadOnlyList<int> Pids => [.. Host.Workers.Select(static worker => worker.Pid)];

    /// <summary>Starts a host on a temporary file.</summary>
    /// <param name="file">What stands in the file.</param>
    /// <param name="stopTimeout">How long a worker may take to stop; null means the ten seconds of RoadRunner.</param>
    /// <param name="time">The clock of the host; null means the clock of the system.</param>
    /// <param name="ownsProcess">Whether the host may take the process of the tests for its own.</param>
    public static Task<HostUnderTest> StartAsync(RrFile file, TimeSpan? stopTimeout = null, TimeProvider? time = null, bool ownsProcess = false) =>
        StartAsync(journal => file.ToYaml(journal), stopTimeout, time, ownsProcess);

    /// <summary>Starts a host on a temporary file with a text of the test's own.</summary>
    public static async Task<HostUnderTest> StartAsync(Func<string, string> yaml, TimeSpan? stopTimeout = null, TimeProvider? time = null, bool ownsProcess = false)
    {
        var host = new HostUnderTest();
        try
        {
            await host.RunAsync(yaml(host.Journal.Address), stopTimeout, time ?? TimeProvider.System, ownsProcess);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Expects that the start fails because of the workers, and that none of them is left.</summary>
    /// <returns>The message, the pids and paths of this run taken out.</returns>
    public static async Task<string> FailToStartAsync(RrFile file)
    {
        var failure = await Assert.ThrowsAsync<WorkerStartException>(() => StartAsync(file));
        return Scrub.Text(failure.Message);
    }

    public Task<TestClient> ConnectAsync(string server = RrFile.Main) =>
        TestClient.ConnectAsync(Host.Servers.Single(one => one.Name == server).Address);

    /// <summary>Waits for the worker that takes the place of a lost one.</summary>
    /// <param name="number">Which replacement, counted from 1.</param>
    /// <returns>Its pid.</returns>
    public async Task<int> WhenReplacedAsync(int number = 1)
    {
        var records = await Log.Records.WhenAsync(static record => record.Text.EndsWith("has taken its place", StringComparison.Ordinal), number);
        return records[^1].Pid!.Value;
    }

    /// <summary>Waits until the only worker has been given so many events, which it need not have read.</summary>
    public async Task WhenGivenAsync(int events)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Host.Workers[0].Executions < events)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, "The worker has not been given its events.");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is { } host)
        {
            await host.DisposeAsync().Within();
            Assert.DoesNotContain("error", host.Servers.SelectMany(static server => server.Connections.Ended.Keys));
        }

        await Journal.DisposeAsync();
        _loggers.Dispose();
        _folder.Dispose();
        var alive = Log.Records.All.Select(static record => record.Pid).OfType<int>().Distinct().Where(ProcessLedger.IsAlive);
        Assert.Empty(alive);
    }

    private async Task RunAsync(string yaml, TimeSpan? stopTimeout, TimeProvider time, bool ownsProcess)
    {
        var configuration = ConfigurationLoader.Load(_folder.Write(".rr.yaml", yaml), static _ => null);
        var defaults = new RoadRunnerHostOptions();
        _host = await RoadRunnerHost.StartAsync(
            configuration,
            new RoadRunnerHostOptions { Loggers = _loggers, Time = time, WorkerStopTimeout = stopTimeout ?? defaults.WorkerStopTimeout, OwnsProcess = ownsProcess }).Within();
    }
}
