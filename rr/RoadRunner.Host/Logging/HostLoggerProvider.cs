using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>Writes the records of the host in RoadRunner's formats to where the section <c>logs</c> says; each logger has the settings of its channel.</summary>
/// <remarks>
/// One record is one write, so lines of several threads never mix. Streams are written at once; files by a thread of each, which holds at
/// most 16 MiB of what a slow disk has not taken yet and drops the rest, the number of which the file then has. What is wrong with a file
/// later on goes to <c>logs.err_output</c> and stops nothing.
/// </remarks>
public sealed class HostLoggerProvider : ILoggerProvider
{
    private readonly LogsConfiguration _logs;
    private readonly LogLevel _endureLevel;
    private readonly LogSinks _sinks;
    private readonly TimeProvider _time;

    /// <summary>Creates a provider and opens its files.</summary>
    /// <param name="configuration">The configuration with the section <c>logs</c>; relative paths start from its <see cref="RrConfiguration.WorkingDirectory"/>.</param>
    /// <param name="output">What <c>stdout</c> is; not closed.</param>
    /// <param name="error">What <c>stderr</c> is; not closed.</param>
    /// <param name="time">The clock of the timestamps, and of names and ages of files.</param>
    /// <exception cref="LogStartException">A file cannot be written to, or is wanted with two different settings.</exception>
    public HostLoggerProvider(RrConfiguration configuration, TextWriter output, TextWriter error, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        (_logs, _endureLevel) = (configuration.Logs, configuration.Endure.LogLevel);
        _time = time;
        _sinks = LogSinks.Open(configuration, output, error, time);
    }

    /// <summary>Creates the loggers of a host: everything of the channels, and of the web server below only what is wrong.</summary>
    /// <param name="configuration">The configuration with the section <c>logs</c>.</param>
    /// <param name="output">What <c>stdout</c> is; not closed.</param>
    /// <param name="error">What <c>stderr</c> is; not closed.</param>
    /// <param name="time">The clock of the timestamps, and of names and ages of files.</param>
    /// <returns>Loggers; what they were given is in the files when they are disposed.</returns>
    /// <exception cref="LogStartException">A file cannot be written to, or is wanted with two different settings.</exception>
    public static ILoggerFactory CreateFactory(RrConfiguration configuration, TextWriter output, TextWriter error, TimeProvider time)
    {
        var filter = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        filter.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft", LogLevel.Warning, filter: null));

        // Added afterwards, because a factory disposes only what it was not made with.
        var factory = new LoggerFactory([], filter);
        factory.AddProvider(new HostLoggerProvider(configuration, output, error, time));
        return factory;
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        var settings = _logs.SettingsOf(categoryName);
        if (categoryName == HostLogChannels.Endure && !_logs.Channels.ContainsKey(categoryName))
        {
            settings = settings with { Level = _endureLevel };
        }

        return new HostLogger(settings, new LogLayout(categoryName, settings, _time), _sinks.Of(settings));
    }

    /// <summary>Writes what still waits and closes the files; waits for each at most ten seconds. Records that come later are dropped.</summary>
    public void Dispose() => _sinks.Dispose();
}
