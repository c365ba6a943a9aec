using System.Text;
using Microsoft.AspNetCore.Http;
using RoadRunner.Host.Rpc.Services;

namespace RoadRunner.Host.Http;

/// <summary>Answers the requests of <c>status.address</c>: those of RoadRunner, those of orchestrators, and those of people.</summary>
/// <param name="page">What people see.</param>
/// <param name="health">What it is about.</param>
/// <param name="unavailableCode">The code of a plugin that is not well or not ready.</param>
internal sealed class StatusEndpoint(StatusPage page, HostHealth health, int unavailableCode)
{
    private const string Shutdown = "service is shutting down\n";

    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/health" when IsStopping => HttpAnswer.TextAsync(http, StatusCodes.Status200OK, Shutdown),
        "/health" => ReportAsync(http, health.FindIllness()),
        "/ready" when IsStopping => HttpAnswer.TextAsync(http, StatusCodes.Status503ServiceUnavailable, Shutdown),
        "/ready" => ReportAsync(http, health.FindObstacle()),
        "/livez" => HttpAnswer.TextAsync(http, StatusCodes.Status200OK, "ok\n"),
        "/readyz" => ReadyAsync(http),
        _ => page.AnswerAsync(http),
    };

    private bool IsStopping => health.Phase == HostPhase.Stopping;

    private Task ReadyAsync(HttpContext http) => health.FindObstacle() is { } obstacle
        ? HttpAnswer.TextAsync(http, StatusCodes.Status503ServiceUnavailable, $"{obstacle}\n")
        : HttpAnswer.TextAsync(http, StatusCodes.Status200OK, "ok\n");

    /// <summary>Writes the entries of the plugins that were asked for; of all when none was. Unknown ones have no entry, as in RoadRunner.</summary>
    private Task ReportAsync(HttpContext http, string? problem)
    {
        var asked = http.Request.Query["plugin"];
        var entries = asked.Count == 0 ? 1 : asked.Count(static name => name == InformerService.Tcp);
        var code = problem is null ? StatusCodes.Status200OK : unavailableCode;
        var entry = new StringBuilder("{\"plugin_name\":\"").Append(InformerService.Tcp).Append("\",\"error_message\":");
        GoJsonText.Append(entry, problem ?? "");
        entry.Append(",\"status_code\":").Append(code).Append('}');
        return HttpAnswer.TextAsync(http, entries == 0 ? StatusCodes.Status200OK : code, $"[{string.Join(',', Enumerable.Repeat(entry, entries))}]");
    }
}
