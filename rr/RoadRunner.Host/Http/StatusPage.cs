using Microsoft.AspNetCore.Http;

namespace RoadRunner.Host.Http;

/// <summary>The page at the top of <c>status.address</c> and the figures it shows.</summary>
/// <param name="view">What is shown of the host.</param>
/// <param name="problems">What went wrong last.</param>
internal sealed class StatusPage(HostView view, RecentProblems problems)
{
    // Its own files and nothing else: what a client or a worker smuggled in would not run.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] Html = Load("index.html");
    private static readonly byte[] Script = Load("status.js");
    private static readonly byte[] Style = Load("status.css");

    /// <summary>Answers a request for the page or a part of it; what else there might be is not found.</summary>
    public Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/" => AnswerAsync(http, "text/html; charset=utf-8", Html),
        "/status.js" => AnswerAsync(http, "text/javascript; charset=utf-8", Script),
        "/status.css" => AnswerAsync(http, "text/css; charset=utf-8", Style),
        "/status.json" => AnswerAsync(http, "application/json", StatusJson.Write(view, problems)),
        _ => HttpAnswer.TextAsync(http, StatusCodes.Status404NotFound, "404 page not found\n"),
    };

    private static Task AnswerAsync(HttpContext http, string contentType, byte[] body)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        return HttpAnswer.BytesAsync(http, StatusCodes.Status200OK, contentType, body);
    }

    private static byte[] Load(string name)
    {
        using var resource = typeof(StatusPage).Assembly.GetManifestResourceStream($"page/{name}")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
