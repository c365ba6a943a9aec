namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the configuration from the top. Sections of other plugins are nobody's business here.</summary>
internal static class RootReader
{
    /// <summary>Reads everything; the result is of use only when the context has no errors.</summary>
    /// <param name="root">All sources in one.</param>
    /// <param name="needsCommand">Whether there have to be workers.</param>
    public static RrConfiguration Read(ConfigurationSection root, bool needsCommand)
    {
        // They were read before the rest.
        root.Know("version", "include", "envfile");
        var serverSection = needsCommand ? Required(root, "server") : root.Section("server");
        var tcpSection = Required(root, "tcp");
        var servers = tcpSection.Section("servers");
        var poolSection = tcpSection.Section("pool");
        var commandRequired = poolSection.TryCommand("command", out var poolCommand) && poolCommand is null && needsCommand;
        var server = ServerReader.Read(serverSection, commandRequired);
        var configuration = new RrConfiguration
        {
            Server = server,
            Rpc = RpcReader.Read(root.Section("rpc")),
            Logs = LogsReader.Read(root.Section("logs")),
            Metrics = MetricsReader.Read(root.Section("metrics")),
            Tcp = TcpReader.Read(tcpSection, servers, PoolReader.Read(poolSection, poolCommand ?? server.Command)),
            KeyValue = KeyValueReader.Read(root),
            Status = StatusReader.Read(root.Section("status")),
            Endure = EndureReader.Read(root.Section("endure")),
            Host = HostReader.Read(root.Section("host"), servers.Names, poolCommand ?? server.Command),
        };
        root.Finish();
        return configuration;
    }

    private static ConfigurationSection Required(ConfigurationSection root, string name)
    {
        var section = root.Section(name);
        if (!section.Exists)
        {
            var near = root.Entries.FirstOrDefault(entry => NearestKey.IsNear(entry.Name.ToLowerInvariant(), name));
            var hint = near is null ? "" : $"; is \"{near.Name}\" meant to be it?";
            root.Context.Error(name, near?.Place ?? root.Place, $"the section \"{name}\" is missing{hint}");
        }

        return section;
    }
}
