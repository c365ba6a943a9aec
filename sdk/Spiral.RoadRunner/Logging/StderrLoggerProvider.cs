using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner;

/// <summary>Gives every category the same <see cref="StderrLogger"/>.</summary>
[ProviderAlias("Stderr")]
public sealed class StderrLoggerProvider : ILoggerProvider
{
    private readonly StderrLogger _logger;

    /// <summary>Creates a provider.</summary>
    /// <param name="minimum">Records below this level are dropped, whatever the filters of the factory say; default <see cref="LogLevel.Trace"/>.</param>
    public StderrLoggerProvider(LogLevel minimum = LogLevel.Trace) => _logger = new StderrLogger(minimum);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _logger;

    /// <summary>Does nothing: stderr stays open.</summary>
    public void Dispose()
    {
    }
}
