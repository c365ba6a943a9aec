using System.Globalization;
using Spectre.Console;

namespace RoadRunner.Cli.Status;

/// <summary>The report as a person reads it.</summary>
internal static class StatusTables
{
    // As of the table of workers: meant to be copied and searched, so the terminal cuts it and not we.
    private const int Width = 160;

    public static void Print(IAnsiConsole console, ServerIdentity server, StatusReport report)
    {
        console.Profile.Width = Width;
        var protocol = server.Protocol == server.Version ? "" : $" (RoadRunner {server.Protocol})";
        console.WriteLine($"{server.Name} {server.Version}{protocol}: {(report.Ready ? "ready" : "not ready")}");
        foreach (var pool in report.Pools)
        {
            var states = string.Join(", ", pool.States.Select(static state => $"{Number(state.Value)} {state.Key}"));
            console.WriteLine($"Workers of [{pool.Name}]: {Number(pool.Workers)}{(states.Length > 0 ? $" ({states})" : "")}");
        }

        PrintServers(console, report.Servers);
        PrintServices(console, report.Services);
    }

    private static void PrintServers(IAnsiConsole console, IReadOnlyList<ServerStatus> servers)
    {
        if (servers.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Ascii2).AddColumn("SERVER").AddColumn("FRAMING").AddColumn(Right("CONNECTIONS"));
        foreach (var server in servers)
        {
            table.AddRow(Markup.Escape(server.Name), Markup.Escape(server.Framing), server.Connections is { } open ? Number(open) : "");
        }

        console.Write(table);
    }

    private static void PrintServices(IAnsiConsole console, IReadOnlyList<ServiceStatus> services)
    {
        if (services.Count == 0)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Ascii2)
            .AddColumn("SERVICE")
            .AddColumn("STATUS")
            .AddColumn(Right("WORKERS"))
            .AddColumn(Right("UPTIME"))
            .AddColumn(Right("REQUESTS"))
            .AddColumn(Right("ERRORS"))
            .AddColumn(Right("AVG TIME"))
            .AddColumn("CLASS");
        foreach (var service in services)
        {
            table.AddRow(
                Markup.Escape(service.Name),
                service.Status,
                Number(service.Pids.Count),
                TimeSpan.FromSeconds(Math.Floor(service.Uptime)).ToString("c", CultureInfo.InvariantCulture),
                Number(service.Requests),
                Number(service.Errors),
                string.Create(CultureInfo.InvariantCulture, $"{service.AvgResponseTime * 1000:0.000} ms"),
                Markup.Escape(service.Class));
        }

        console.Write(table);
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
