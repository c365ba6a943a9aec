using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace RoadRunner.Host.Listening;

/// <summary>Kestrel wants an HTTP application to start; with a connection delegate of our own nothing ever calls it.</summary>
internal sealed class NoHttp : IHttpApplication<object>
{
    public object CreateContext(IFeatureCollection contextFeatures) => this;

    public Task ProcessRequestAsync(object context) => Task.CompletedTask;

    public void DisposeContext(object context, Exception? exception)
    {
    }
}
