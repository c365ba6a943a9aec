using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Sends the records of all categories to one logger.</summary>
internal sealed class RecordingProvider(RecordingLogger logger) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void Dispose()
    {
    }
}
