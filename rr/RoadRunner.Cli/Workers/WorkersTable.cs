using System.Globalization;
using Spectre.Console;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Cli.Workers;

/// <summary>Workers as a table, in the columns of RoadRunner.</summary>
internal static class WorkersTable
{
    /// <summary>Wide enough for any table; the terminal cuts it, since it is meant to be copied and searched.</summary>
    public const int Width = 160;

    public static void Print(IAnsiConsole console, string plugin, IReadOnlyList<PoolWorker> workers, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Ascii2)
            .AddColumn(Right("PID"))
            .AddColumn("STATUS")
            .AddColumn(Right("EXECS"))
            .AddColumn(Right("MEMORY"))
            .AddColumn(Right("CPU%"))
            .AddColumn("CREATED");
        foreach (var worker in workers.OrderBy(static worker => worker.Pid))
        {
            table.AddRow(
                worker.Pid.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(worker.StatusText),
                worker.NumExecs.ToString("N0", CultureInfo.InvariantCulture),
                Readable.Bytes(worker.MemoryUsage),
                worker.CpuPercent.ToString("0.00", CultureInfo.InvariantCulture),
                Readable.Age(now - worker.Created));
        }

        console.WriteLine($"Workers of [{plugin}]:");
        console.Write(table);
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
