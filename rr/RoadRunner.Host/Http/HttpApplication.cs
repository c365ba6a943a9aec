using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Http;

/// <summary>Answers requests that only ask: whoever wants to change something is refused.</summary>
/// <param name="answer">Answers a request.</param>
/// <param name="logger">Where errors are written.</param>
internal sealed class HttpApplication(Func<HttpContext, Task> answer, ILogger logger) : IHttpApplication<object>
{
    /// <inheritdoc/>
    public object CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(object context)
    {
        var http = (HttpContext)context;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            await HttpAnswer.TextAsync(http, StatusCodes.Status405MethodNotAllowed, "405 method not allowed\n");
            return;
        }

        try
        {
            await answer(http);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            HttpLog.RequestFailed(logger, error, http.Request.Path);
            await HttpAnswer.TextAsync(http, StatusCodes.Status500InternalServerError, "500 internal server error\n");
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(object context, Exception? exception) => ((DefaultHttpContext)context).Uninitialize();
}
