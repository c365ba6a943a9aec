using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tests.Logging;

public sealed class StderrLoggerProviderTests
{
    [Fact]
    public void Every_category_gets_the_same_logger()
    {
        using var provider = new StderrLoggerProvider();

        Assert.Same(provider.CreateLogger("one"), provider.CreateLogger("two"));
    }

    [Fact]
    public void Filters_of_the_factory_decide_by_default()
    {
        using var provider = new StderrLoggerProvider();

        Assert.True(provider.CreateLogger("one").IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public void Minimum_of_the_provider_is_that_of_its_loggers()
    {
        using var provider = new StderrLoggerProvider(LogLevel.Error);

        Assert.False(provider.CreateLogger("one").IsEnabled(LogLevel.Warning));
        Assert.True(provider.CreateLogger("one").IsEnabled(LogLevel.Error));
    }

    [Fact]
    public void Logger_outlives_its_provider()
    {
        var provider = new StderrLoggerProvider();
        var logger = provider.CreateLogger("one");

        provider.Dispose();

        Assert.True(logger.IsEnabled(LogLevel.Error));
    }
}
