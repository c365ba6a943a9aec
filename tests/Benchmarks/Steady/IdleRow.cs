using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadRunner.Benchmarks.Processes;
using RoadRunner.Benchmarks.Table;
using RoadRunner.Benchmarks.Workers;

namespace RoadRunner.Benchmarks.Steady;

/// <summary>What a silent connection costs the host, and what one client too many is told.</summary>
internal sealed class IdleRow() : SteadyRow("idle")
{
    private const int Silent = 10_000;
    private const int Rounds = 3;
    private const string Target = "silent";
    private const string Refusal = "busy";

    public override TimeSpan Length(SteadyPlan plan) => Rounds * TimeSpan.FromSeconds(15);

    public override async Task MeasureAsync(SteadyPlan plan, TableWriter writer, RoundsFile rounds, CancellationToken cancellationToken)
    {
        var each = new List<double>();
        var refusals = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            await using var host = await ServerProcess.StartHostAsync(
                "host",
                new HostSettings(SdkWorker.Role) { HasExtras = true, Limits = [$"max_connections: {Silent}"], Refusal = $@"{Refusal}\r\n" },
                cancellationToken);
            await using var load = new LoadProcess("load");
            await OpenConnections.WhenAsync(host, 0, cancellationToken);
            var before = host.ReadMemory();
            await load.HoldAsync(Target, host.Address, Silent, cancellationToken);

            await OpenConnections.WhenAsync(host, Silent, cancellationToken);
            refusals.Add(await ReadToEndAsync(host.Address, cancellationToken));
            await load.RunAsync(Target, TimeSpan.Zero, cancellationToken);
            each.Add((host.ReadMemory() - before) / (double)Silent);
        }

        var spread = Spread.Of(each);
        writer.Section($"{Silent:N0} silent connections", $"Growth of the host's resident memory divided by their number, {Rounds} hosts; the next client's answer.");
        writer.Header("bytes each, median", "min … max", "client over the limit reads");
        writer.Row(Format.Count(spread.Median), $"{Format.Count(spread.Min)} … {Format.Count(spread.Max)}", string.Join(", ", refusals));
    }

    private static async Task<string> ReadToEndAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address, cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return (await reader.ReadToEndAsync(cancellationToken)).TrimEnd();
    }
}
