using System.Collections.ObjectModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads where a log goes: keys of <c>logs</c> and of <c>logs.channels.NAME</c>.</summary>
internal static class LogTargetReader
{
    private const string OutputKey = "output";
    private const string ErrorOutputKey = "err_output";
    private const string LineEndingKey = "line_ending";
    private const string SchemeMark = "://";
    private const string FileScheme = "file://";

    // A century, which the calendar of .NET can go back.
    private const int MostDays = 36_500;

    /// <summary>Reads the keys.</summary>
    /// <param name="section">The section <c>logs</c> or a channel of it.</param>
    /// <param name="fallback">What keys are that the section does not have.</param>
    public static LogTargetConfiguration Read(ConfigurationSection section, LogTargetConfiguration fallback)
    {
        section.NoEffect("RoadRunner 2025.1 does not know it either", "erroroutput", "skip_line_ending", "format", "time_format");
        var outputs = ReadOutputs(section, OutputKey);
        var file = ReadFile(section.Section("file_logger_options"));
        if (file is not null && section.Find(OutputKey) is { } unused)
        {
            section.Context.Warn(unused.Path, unused.Place, "has no effect beside file_logger_options, which takes its place");
        }

        return fallback with
        {
            Outputs = outputs ?? fallback.Outputs,
            ErrorOutputs = ReadOutputs(section, ErrorOutputKey) ?? fallback.ErrorOutputs,
            LineEnding = ReadLineEnding(section) ?? fallback.LineEnding,
            File = file ?? (outputs is null ? fallback.File : null),
        };
    }

    private static ReadOnlyCollection<LogDestination>? ReadOutputs(ConfigurationSection section, string key)
    {
        var destinations = new List<LogDestination>();
        foreach (var (text, place) in section.TextsWithPlaces(key))
        {
            if (ReadDestination(text, section.PathOf(key), place, out var error) is { } destination)
            {
                destinations.Add(destination);
            }
            else
            {
                section.Context.Error(section.PathOf(key), place, $"{section.PathOf(key)}: {error}");
            }
        }

        return destinations.Count == 0 ? null : destinations.AsReadOnly();
    }

    private static LogDestination? ReadDestination(string text, string key, ConfigurationPlace place, out string? error)
    {
        error = null;
        var path = text.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? text[FileScheme.Length..] : text;
        if (path.Contains(SchemeMark, StringComparison.Ordinal) || (path != text && !path.StartsWith('/')))
        {
            error = $"\"{text}\" is not stdout, stderr, a path, or file:// with a full path behind it";
        }
        else if (path.Trim().Length == 0)
        {
            error = "an entry is empty; each must be stdout, stderr or a path";
        }

        return error is not null ? null : path switch
        {
            "stdout" => new LogDestination(LogDestinationKind.StandardOutput, Key: key, Place: place),
            "stderr" => new LogDestination(LogDestinationKind.StandardError, Key: key, Place: place),
            _ => new LogDestination(LogDestinationKind.File, path, key, place),
        };
    }

    private static string? ReadLineEnding(ConfigurationSection section)
    {
        if (section.Text(LineEndingKey) is not { } text)
        {
            return null;
        }

        section.WarnOfBackslashes(LineEndingKey, text);
        return text;
    }

    private static LogFileConfiguration? ReadFile(ConfigurationSection section)
    {
        const string key = "log_output";
        var size = section.Integer("max_size", 0, least: 0, most: int.MaxValue);
        var age = section.Integer("max_age", 0, least: -1, most: MostDays);
        var backups = section.Integer("max_backups", 0, least: -1, most: int.MaxValue);
        var compress = section.Flag("compress");
        if (!section.TryText(key, out var path) || !section.Exists)
        {
            return null;
        }

        if (path is null)
        {
            section.Error(key, "is missing; it names the file");
            return null;
        }

        return new LogFileConfiguration(path)
        {
            MaxSizeMiB = size == 0 ? ConfigurationDefaults.LogMaxSizeMiB : size,
            MaxAgeDays = age == 0 ? ConfigurationDefaults.LogMaxAgeDays : age,
            MaxBackups = backups == 0 ? ConfigurationDefaults.LogMaxBackups : backups,
            Compress = compress,
            Key = section.PathOf(key),
            Place = section.PlaceOf(key),
        };
    }
}
