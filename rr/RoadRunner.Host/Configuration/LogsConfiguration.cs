using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>logs</c>.</summary>
public sealed record LogsConfiguration
{
    /// <summary>Gets the form of the log, <c>logs.mode</c>.</summary>
    /// <value>Default: <see cref="LogMode.Development"/>.</value>
    public LogMode Mode { get; init; } = LogMode.Development;

    /// <summary>Gets the least severe level that is written, <c>logs.level</c>.</summary>
    /// <value>Default: debug. <c>warn</c> is <see cref="LogLevel.Warning"/>, <c>panic</c> is <see cref="LogLevel.Critical"/>.</value>
    public LogLevel Level { get; init; } = LogLevel.Debug;

    /// <summary>Gets how one record is written, <c>logs.encoding</c>.</summary>
    /// <value>Default: JSON in production mode, console otherwise.</value>
    public LogEncoding Encoding { get; init; } = LogEncoding.Console;

    /// <summary>Gets where records go.</summary>
    /// <value>Default: stderr.</value>
    public LogTargetConfiguration Target { get; init; } = ConfigurationDefaults.LogTarget;

    /// <summary>Gets the settings of single loggers, <c>logs.channels</c>, by the logger's name in lower case.</summary>
    /// <value>Default: none. What a channel does not set is that of this section.</value>
    public IReadOnlyDictionary<string, LogChannelConfiguration> Channels { get; init; } =
        ReadOnlyDictionary<string, LogChannelConfiguration>.Empty;

    /// <summary>Returns the settings of a logger: those of its channel, or of this section.</summary>
    /// <param name="name">The name of the logger.</param>
    internal LogChannelConfiguration SettingsOf(string name) => Channels.TryGetValue(name, out var channel) ? channel : CommonSettings(name);

    /// <summary>Returns the settings of a logger that has no channel.</summary>
    /// <param name="name">The name of the logger.</param>
    internal LogChannelConfiguration CommonSettings(string name) => new(name, Mode, Level, Encoding) { Target = Target };
}
