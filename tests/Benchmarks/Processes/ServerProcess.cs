using System.Diagnostics;
using System.Net;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>One side of a pair: a server that echoes lines, with the workers it has started.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string? _folder;
    private IReadOnlyList<int> _workers = [];

    private ServerProcess(ChildProcess process, IPEndPoint address, string? folder)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public string Name => _process.Name;

    public IPEndPoint Address { get; }

    /// <summary>Gets where RPC listens; null when the server has none.</summary>
    public IPEndPoint? RpcAddress { get; private init; }

    /// <summary>Gets where metrics are read; null when the server has none.</summary>
    public IPEndPoint? MetricsAddress { get; private init; }

    /// <summary>Starts the embedded host with a pool of workers of this program.</summary>
    public static async Task<ServerProcess> StartHostAsync(string name, HostSettings settings, CancellationToken cancellationToken)
    {
        var assembly = Repository.HostAssembly();
        if (!File.Exists(assembly))
        {
            throw new FileNotFoundException($"{assembly} is missing: build the solution with -c Release first.");
        }

        var address = Loopback.FreeAddress();
        var rpc = settings.UsesRpc || settings.HasExtras ? Loopback.FreeAddress() : null;
        var metrics = settings.HasExtras ? Loopback.FreeAddress() : null;
        var folder = Directory.CreateTempSubdirectory("rr-bench-").FullName;
        var configuration = Path.Combine(folder, ".rr.yaml");
        await File.WriteAllTextAsync(configuration, HostConfiguration.Create(address, settings, rpc, metrics), cancellationToken);
        var process = ChildProcess.Start(name, folder, assembly, "serve", "-c", configuration);
        return await new ServerProcess(process, address, folder) { RpcAddress = rpc, MetricsAddress = metrics }.ReadyAsync(settings.Workers, cancellationToken);
    }

    /// <summary>Starts an application of this program that serves itself.</summary>
    public static async Task<ServerProcess> StartStandaloneAsync(string name, string role, CancellationToken cancellationToken)
    {
        var address = Loopback.FreeAddress();
        var folder = Directory.CreateTempSubdirectory("rr-bench-").FullName;
        var configuration = Path.Combine(folder, ".rr.yaml");
        await File.WriteAllTextAsync(configuration, HostConfiguration.Create(address, new HostSettings(role), rpc: null, metrics: null), cancellationToken);
        var process = ChildProcess.StartRole(name, role, "-c", configuration);
        return await new ServerProcess(process, address, folder).ReadyAsync(workers: 0, cancellationToken);
    }

    /// <summary>Starts the bare reference.</summary>
    public static async Task<ServerProcess> StartReferenceAsync(string name, CancellationToken cancellationToken)
    {
        var address = Loopback.FreeAddress();
        var process = ChildProcess.StartRole(name, "kestrel", "--port", $"{address.Port}");
        return await new ServerProcess(process, address, folder: null).ReadyAsync(workers: 0, cancellationToken);
    }

    /// <summary>Reads the CPU time of the server and of its workers.</summary>
    /// <exception cref="ArgumentException">A worker is gone: the round is void.</exception>
    public CpuReading ReadCpu()
    {
        var workers = TimeSpan.Zero;
        foreach (var worker in _workers)
        {
            workers += CpuClock.Read(worker);
        }

        return new CpuReading(CpuClock.Read(_process.Id), workers);
    }

    /// <summary>Reads the resident memory of the server alone, in bytes.</summary>
    public long ReadMemory()
    {
        using var target = Process.GetProcessById(_process.Id);
        return target.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<ServerProcess> ReadyAsync(int workers, CancellationToken cancellationToken)
    {
        try
        {
            _process.IgnoreOutput();
            await Loopback.WaitForEchoAsync(Address, _process, cancellationToken);
            _workers = ProcessTree.ChildrenOf(_process.Id);
            if (_workers.Count != workers && !OperatingSystem.IsWindows())
            {
                throw new InvalidOperationException($"{Name} has {_workers.Count} children instead of {workers} workers. {_process.Errors()}");
            }

            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
