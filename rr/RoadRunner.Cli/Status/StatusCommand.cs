using System.Text.Json;
using RoadRunner.Cli.Rpc;
using Spectre.Console;

namespace RoadRunner.Cli.Status;

/// <summary><c>dotnet rr status</c>: what a running server and its services do.</summary>
/// <remarks>Ends with 0 when the server is ready, otherwise with 1 and the reason on stderr; with <c>--json</c> the reason is in the document too.</remarks>
internal sealed class StatusCommand(StatusOptions options, TextWriter output, TextWriter error)
{
    private const int NotReady = 1;

    public async Task<int> RunAsync()
    {
        StatusReport? report = null;
        var fault = new StringWriter();
        var code = await new RpcCommand(options.ToSource(), fault).RunAsync(async (caller, cancellationToken) =>
            report = await new StatusReader(caller, warning => error.WriteLine($"warning: {warning}")).ReadAsync(options.Storage, cancellationToken));
        if (report is null && code == 0)
        {
            // Ctrl+C, which is no fault.
            return code;
        }

        report ??= StatusReport.OfNobody(fault.ToString().Trim());
        if (options.Json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, StatusReportJson.Default.StatusReport));
        }
        else if (report.Server is { } server)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            StatusTables.Print(console, server, report);
        }

        if (report.Ready)
        {
            return 0;
        }

        await error.WriteLineAsync(report.Server is null ? report.Reason : $"not ready: {report.Reason}");
        return NotReady;
    }
}
