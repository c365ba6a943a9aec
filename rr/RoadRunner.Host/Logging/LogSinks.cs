using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Logging;

/// <summary>The places that a section <c>logs</c> writes to, each opened once.</summary>
internal sealed class LogSinks : IDisposable
{
    private const string Channel = "logs";
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly RrConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly StreamSink _output;
    private readonly StreamSink _error;
    private readonly Dictionary<string, (FileSink Sink, LogFileConfiguration? Options, string Origin)> _files = new(StringComparer.Ordinal);

    private LogSinks(RrConfiguration configuration, TextWriter output, TextWriter error, TimeProvider time)
    {
        (_configuration, _time) = (configuration, time);
        _error = new StreamSink(TextWriter.Synchronized(error));
        _output = ReferenceEquals(output, error) ? _error : new StreamSink(TextWriter.Synchronized(output));
    }

    /// <summary>Opens what the section and its channels name, but for channels that are off.</summary>
    /// <exception cref="LogStartException">A file cannot be written to, or is wanted with two different settings.</exception>
    public static LogSinks Open(RrConfiguration configuration, TextWriter output, TextWriter error, TimeProvider time)
    {
        var sinks = new LogSinks(configuration, output, error, time);
        try
        {
            var channels = configuration.Logs.Channels.Values.Prepend(configuration.Logs.CommonSettings(Channel)).Where(static channel => channel.Mode != LogMode.Off).ToList();

            // First those that speak of the others; what is wrong with them is said on stderr, so that nothing goes in a circle.
            channels.ForEach(channel => sinks.OpenAll(channel, channel.Target.ErrorOutputs, []));
            channels.ForEach(channel => sinks.OpenAll(channel, channel.Target.File is null ? channel.Target.Outputs : [], channel.Target.ErrorOutputs));
            channels.ForEach(sinks.OpenFile);
            return sinks;
        }
        catch
        {
            sinks.Dispose();
            throw;
        }
    }

    /// <summary>Returns where a channel writes to; nowhere when it is off.</summary>
    public IReadOnlyList<ILogSink> Of(LogChannelConfiguration channel) =>
        channel.Mode == LogMode.Off ? []
        : channel.Target.File is { } file ? [_files[FullPath(file.Path)].Sink]
        : Find(channel.Target.Outputs);

    /// <summary>Closes the files, those that may be spoken of first.</summary>
    public void Dispose()
    {
        foreach (var (sink, _, _) in _files.Values.Reverse())
        {
            sink.Dispose();
        }
    }

    private ILogSink[] Find(IEnumerable<LogDestination> destinations) => [.. destinations.Select(Find).Distinct()];

    private ILogSink Find(LogDestination destination) => destination.Kind switch
    {
        LogDestinationKind.StandardOutput => _output,
        LogDestinationKind.StandardError => _error,
        _ => _files[FullPath(destination.Path)].Sink,
    };

    private void OpenAll(LogChannelConfiguration channel, IEnumerable<LogDestination> destinations, IReadOnlyList<LogDestination> faults)
    {
        foreach (var destination in destinations.Where(static destination => destination.Kind == LogDestinationKind.File))
        {
            Add(channel, faults, FullPath(destination.Path), null, Origin(destination.Key, destination.Place), static (path, _) => new LogFile(path, Mode));
        }
    }

    private void OpenFile(LogChannelConfiguration channel)
    {
        if (channel.Target.File is { } options)
        {
            Add(
                channel,
                channel.Target.ErrorOutputs,
                FullPath(options.Path),
                options,
                Origin(options.Key, options.Place),
                (path, faults) => new RotatingLogFile(path, options, _time, faults));
        }
    }

    private void Add(
        LogChannelConfiguration channel,
        IReadOnlyList<LogDestination> faults,
        string path,
        LogFileConfiguration? options,
        string origin,
        Func<string, LogFaults, ILogFile> open)
    {
        if (_files.TryGetValue(path, out var other))
        {
            if (!Equal(options, other.Options))
            {
                throw new LogStartException($"{origin}: {path} is already the file of {other.Origin}, with other settings");
            }

            return;
        }

        ILogSink[] sayers = faults.Count == 0 ? [_error] : Find(faults);
        var layout = new LogLayout(Channel, channel, _time);
        try
        {
            var file = open(path, Faults());
            _files.Add(path, (new FileSink(file, Faults(), text => layout.Format(LogLevel.Warning, text)), options, origin));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogStartException($"{origin}: {path} cannot be written: {cause.Message}", cause);
        }

        LogFaults Faults() => new(fault => Array.ForEach(sayers, sayer => sayer.Write($"{Channel}: {fault}\n")), _time);
    }

    private string FullPath(string path) => Path.GetFullPath(path, _configuration.WorkingDirectory);

    private static string Origin(string key, ConfigurationPlace place) => place.IsNone ? "logs" : $"{key}{place.Suffix}";

    /// <summary>Where a setting comes from does not matter.</summary>
    private static bool Equal(LogFileConfiguration? left, LogFileConfiguration? right) =>
        left is null || right is null ? left == right : left with { Path = "", Key = "", Place = default } == right with { Path = "", Key = "", Place = default };
}
