using System.Collections.ObjectModel;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>host</c>.</summary>
internal static class HostReader
{
    private const string FramingKey = "framing";
    private const string BatchKey = "batch_bytes";

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="servers">The names of the servers of <c>tcp.servers</c>, also of those with errors.</param>
    /// <param name="command">What the workers of a pool run that does not say so itself.</param>
    public static HostConfiguration Read(ConfigurationSection section, IReadOnlyCollection<string> servers, IReadOnlyList<string> command)
    {
        var framing = ReadFraming(section) ?? FramingMode.Exact;
        var batch = ReadBatch(section, framing);
        return new HostConfiguration
        {
            Framing = framing,
            BatchBytes = batch ?? 0,
            Reset = section.Choice<ResetMode>("reset", ("rolling", ResetMode.Rolling), ("stop_world", ResetMode.StopWorld)) ?? ResetMode.Rolling,
            Scheduling = section.Choice<SchedulingMode>("scheduling", ("batch", SchedulingMode.Batch), ("normal", SchedulingMode.Normal)) ?? SchedulingMode.Batch,
            OnCrash = ReadOnCrash(section) ?? CrashMode.Close,
            Dispatch = ReadDispatch(section) ?? DispatchMode.Any,
            Servers = ReadServers(section.Section("servers"), servers, framing, command),
            Limits = LimitsReader.Read(section.Section("limits")),
            Refusal = section.Line("refusal") ?? "",
            Parting = section.Line("parting") ?? "",
            Farewell = section.Line("farewell") ?? "",
        };
    }

    private static ReadOnlyDictionary<string, HostServerConfiguration> ReadServers(
        ConfigurationSection section, IReadOnlyCollection<string> names, FramingMode fallback, IReadOnlyList<string> command)
    {
        var servers = new Dictionary<string, HostServerConfiguration>(StringComparer.Ordinal);
        foreach (var (name, server) in section.NamedSections())
        {
            if (names.Count > 0 && !names.Contains(name))
            {
                var hint = NearestKey.Find(name, names) is { } nearest ? $"did you mean \"{nearest}\"?" : $"the servers are: {string.Join(", ", names)}";
                server.Context.Error(server.Path, server.Place, $"unknown server \"{name}\" in {section.Path}; {hint}");
            }

            var framing = ReadFraming(server);
            servers.Add(name, new HostServerConfiguration
            {
                Framing = framing,
                BatchBytes = ReadBatch(server, framing ?? fallback),
                OnCrash = ReadOnCrash(server),
                Dispatch = ReadDispatch(server),
                Pool = ReadPool(server.Section("pool"), command),
                Limits = LimitsReader.ReadServer(server.Section("limits")),
                Refusal = server.Line("refusal"),
                Parting = server.Line("parting"),
                Farewell = server.Line("farewell"),
                Tls = TlsReader.Read(server.Section("tls")),
                UnixSocketMode = ReadMode(server.Section("unix_socket")),
                ProxyProtocol = ProxyProtocolReader.Read(server.Section("proxy_protocol")),
            });
        }

        return servers.AsReadOnly();
    }

    private static FramingMode? ReadFraming(ConfigurationSection section) => section.Choice<FramingMode>(
        FramingKey, ("exact", FramingMode.Exact), ("raw", FramingMode.Raw), ("roadrunner", FramingMode.RoadRunner));

    private static PoolConfiguration? ReadPool(ConfigurationSection section, IReadOnlyList<string> command)
    {
        var pool = PoolReader.Read(section, section.TryCommand("command", out var own) && own is not null ? own : command);
        return section.Exists ? pool : null;
    }

    private static CrashMode? ReadOnCrash(ConfigurationSection section) =>
        section.Choice<CrashMode>("on_crash", ("close", CrashMode.Close), ("retry", CrashMode.Retry));

    private static DispatchMode? ReadDispatch(ConfigurationSection section) =>
        section.Choice<DispatchMode>("dispatch", ("any", DispatchMode.Any), ("sticky", DispatchMode.Sticky));

    private static UnixFileMode? ReadMode(ConfigurationSection section)
    {
        const string key = "mode";
        if (section.Text(key) is not { } text)
        {
            return null;
        }

        if (text.Length is < 3 or > 4 || text.Any(static digit => digit is < '0' or > '7') || (text.Length == 4 && text[0] != '0'))
        {
            section.Error(key, $"\"{text}\" is not a mode; write three octal digits, for example \"0660\"");
            return null;
        }

        return (UnixFileMode)Convert.ToInt32(text, fromBase: 8);
    }

    private static int? ReadBatch(ConfigurationSection section, FramingMode framing)
    {
        if (section.Find(BatchKey) is not { } entry || section.Text(BatchKey) is null)
        {
            return null;
        }

        var bytes = section.Size(BatchKey, fallback: 0, most: ConfigurationDefaults.MaxMessageBytes, least: 0);
        if (bytes > 0 && framing != FramingMode.Exact)
        {
            section.Context.Warn(entry.Path, entry.Place, framing == FramingMode.Raw
                ? "has no effect with the framing raw, in which every read is an event"
                : "has no effect with the framing roadrunner, in which what comes together is one event anyway");
        }

        return bytes;
    }
}
