namespace RoadRunner.Host.Tests.Configuration.Keys;

/// <summary>
/// Every key of the file that this host knows: those of RoadRunner 2025.1 with their defaults as the protocol notes have them, and those of
/// the section <c>host</c> as the design has them.
/// </summary>
internal static partial class KeyTable
{
    private const string Duration = "duration";
    private const string Integer = "integer";
    private const string MiB = "integer, MiB";
    private const string Seconds = "integer, seconds";
    private const string Text = "string";
    private const string Flag = "bool";
    private const string Strings = "list";
    private const string Map = "map";
    private const string Command = "string or list";

    private const string None = ConfigurationKey.None;
    private const string Required = ConfigurationKey.Required;

    private const string Cli = "command line §3";
    private const string Lifecycle = "worker lifecycle §14";
    private const string Plugin = "tcp plugin §1";
    private const string KeyValue = "key-value §1";
    private const string Design = "design, embedded host";
    private const string Deployment = "docs/deployment.md, busy machines";

    /// <summary>The page of a key that RoadRunner had once, will have, or never read where files have it.</summary>
    private const string NotIn2025 = "not in RoadRunner 2025.1";

    /// <summary>Gets all keys; no path twice.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new("version", Text, Required, "command line §2") { Sample = "v3", Read = static file => file.Version, Missing = "rr configuration file should contain a version, e.g.: version: \"3\"" },
        .. Server,
        .. Http,
        .. Logs("logs", static file => file.Logs.Target, static file => (file.Logs.Mode, file.Logs.Level, file.Logs.Encoding)),
        .. Logs("logs.channels.channel", static file => file.Logs.SettingsOf("channel").Target, static file => ModeOf(file.Logs.SettingsOf("channel"))),
        .. Tcp,
        .. Pool("tcp.pool", "that of server", static file => file.Tcp.Pool, []),
        .. Storages,
        .. Host,
        .. HostServers,
        .. Pool("host.servers.main.pool", "that of tcp.pool", static file => file.Host.Servers["main"].Pool!, ["host.servers.main.pool={}"]),
    ];
}
