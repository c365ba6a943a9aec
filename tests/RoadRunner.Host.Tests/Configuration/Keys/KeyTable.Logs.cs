using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

internal static partial class KeyTable
{
    private static (LogMode Mode, LogLevel Level, LogEncoding Encoding) ModeOf(LogChannelConfiguration channel) => (channel.Mode, channel.Level, channel.Encoding);

    /// <summary>The keys of the section <c>logs</c>, and of a channel of it that exists and leaves the others to the section.</summary>
    private static IEnumerable<ConfigurationKey> Logs(
        string path, Func<RrConfiguration, LogTargetConfiguration> target, Func<RrConfiguration, (LogMode Mode, LogLevel Level, LogEncoding Encoding)> form)
    {
        string[] with = [$"{path}={{}}"];
        var options = $"{path}.file_logger_options";
        string[] file = [$"{options}.log_output=a.log"];
        return
        [
            new($"{path}.mode", Text, "development", Cli) { Sample = "production", Read = read => Written.Word<LogMode>(form(read).Mode), With = with },
            new($"{path}.level", Text, "debug", Cli) { Sample = "warn", Read = read => Written.Level(form(read).Level), With = with },
            new($"{path}.encoding", Text, "console", Cli) { Sample = "json", Read = read => Written.Word<LogEncoding>(form(read).Encoding), With = with },
            new($"{path}.output", Strings, "[stderr]", Cli) { Sample = "[stdout, a.log]", Read = read => Written.Places(target(read).Outputs), With = with },
            new($"{path}.err_output", Strings, "[stderr]", Cli) { Sample = "[faults.log]", Read = read => Written.Places(target(read).ErrorOutputs), With = with },
            new($"{path}.line_ending", Text, "\n", Cli) { Sample = "\r\n", Read = read => target(read).LineEnding, With = with },
            new($"{options}.log_output", Text, Required, Cli) { Sample = "logs/a.log", Read = read => target(read).File!.Path, Missing = $"{options}.log_output: is missing; it names the file", With = [$"{options}.compress=true"] },
            new($"{options}.max_size", "integer, MB", "100", Cli) { Sample = "7", Read = read => Written.Number(target(read).File!.MaxSizeMiB), With = file },
            new($"{options}.max_age", "integer, days", "24", Cli) { Sample = "8", Read = read => Written.Number(target(read).File!.MaxAgeDays), With = file },
            new($"{options}.max_backups", Integer, "10", Cli) { Sample = "9", Read = read => Written.Number(target(read).File!.MaxBackups), With = file },
            new($"{options}.compress", Flag, "false", Cli) { Sample = "true", Read = read => Written.Flag(target(read).File!.Compress), With = file },
            new($"{path}.errorOutput", Strings, None, NotIn2025) { Sample = "stderr", With = with },
            new($"{path}.skip_line_ending", Flag, None, NotIn2025) { Sample = "true", With = with },
            new($"{path}.format", Text, None, NotIn2025) { Sample = "message", With = with },
            new($"{path}.time_format", Text, None, NotIn2025) { Sample = "time", With = with },
        ];
    }
}
