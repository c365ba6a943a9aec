using System.Text;
using Microsoft.AspNetCore.Http;
using RoadRunner.Host.Metrics;

namespace RoadRunner.Host.Http;

/// <summary>Answers the requests of <c>metrics.address</c>: every path is the same text, as in RoadRunner.</summary>
/// <param name="view">What is shown of the host.</param>
/// <param name="applications">What applications have declared.</param>
internal sealed class MetricsEndpoint(HostView view, MetricsRegistry applications)
{
    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext http)
    {
        var text = new StringWriter();
        MetricsText.Write(view, text);
        applications.WriteTo(text);
        return HttpAnswer.BytesAsync(http, StatusCodes.Status200OK, ExpositionWriter.ContentType, Encoding.UTF8.GetBytes(text.ToString()));
    }
}
