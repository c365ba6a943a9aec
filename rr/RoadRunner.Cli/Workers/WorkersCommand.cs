using RoadRunner.Cli.Rpc;
using Spectre.Console;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Cli.Workers;

/// <summary><c>dotnet rr workers</c>: the workers of a running server, once or every second.</summary>
/// <remarks>A plugin that the server does not know, or that has no workers, is not shown, as under RoadRunner.</remarks>
internal sealed class WorkersCommand(WorkersOptions options, TextWriter output, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task<int> RunAsync() => new RpcCommand(options.ToSource(), error).RunAsync(async (caller, cancellationToken) =>
    {
        var informer = new InformerClient(caller);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = WorkersTable.Width;
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            var tables = await ReadAsync(informer, cancellationToken);
            if (options.Interactive)
            {
                console.Clear(home: true);
            }

            foreach (var (plugin, workers) in tables)
            {
                WorkersTable.Print(console, plugin, workers, time.GetUtcNow());
            }
        }
        while (options.Interactive && await timer.WaitForNextTickAsync(cancellationToken));
    });

    private async Task<List<(string Plugin, IReadOnlyList<PoolWorker> Workers)>> ReadAsync(InformerClient informer, CancellationToken cancellationToken)
    {
        var named = options.Plugins.ToList();
        var tables = new List<(string, IReadOnlyList<PoolWorker>)>();
        foreach (var plugin in named.Count > 0 ? named : await informer.ListAsync(cancellationToken))
        {
            var workers = await informer.WorkersAsync(plugin, cancellationToken);
            if (workers.Count > 0)
            {
                tables.Add((plugin, workers));
            }
        }

        return tables;
    }
}
