using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Configuration;

/// <summary>The settings of one logger: <c>logs.channels.NAME</c>, completed from the section <c>logs</c>.</summary>
/// <param name="Name">The name of the logger (<c>tcp</c>, <c>server</c>, <c>rpc</c>, …) in lower case.</param>
/// <param name="Mode">The form of the log; that of <c>logs</c> unless set.</param>
/// <param name="Level">The least severe level that is written; that of <c>logs</c> unless set.</param>
/// <param name="Encoding">How one record is written; unless set, that of <c>logs.encoding</c> if given, else that of the mode.</param>
public sealed record LogChannelConfiguration(string Name, LogMode Mode, LogLevel Level, LogEncoding Encoding)
{
    /// <summary>Gets where records go; what the channel does not set is that of <c>logs</c>.</summary>
    /// <value>Default: stderr. A channel with an <c>output</c> of its own does not take over the file of <c>logs.file_logger_options</c>.</value>
    public LogTargetConfiguration Target { get; init; } = ConfigurationDefaults.LogTarget;
}
