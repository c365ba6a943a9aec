using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

internal static partial class KeyTable
{
    private const string HostServer = "host.servers.main";
    private const string Tls = $"{HostServer}.tls";
    private const string Proxy = $"{HostServer}.proxy_protocol";

    private static IEnumerable<ConfigurationKey> Host =>
    [
        new("host.framing", Text, "exact", Design) { Sample = "raw", Read = static file => Written.Word<FramingMode>(file.Host.Framing) },
        new("host.batch_bytes", "size", "0", Design) { Sample = "64KiB", Arrives = "65536", Read = static file => Written.Number(file.Host.BatchBytes) },
        new("host.reset", Text, "rolling", Design) { Sample = "stop_world", Read = static file => Written.Word<ResetMode>(file.Host.Reset) },
        new("host.scheduling", Text, "batch", Deployment) { Sample = "normal", Read = static file => Written.Word<SchedulingMode>(file.Host.Scheduling) },
        new("host.on_crash", Text, "close", Design) { Sample = "retry", Read = static file => Written.Word<CrashMode>(file.Host.OnCrash) },
        new("host.dispatch", Text, "any", Design) { Sample = "sticky", Read = static file => Written.Word<DispatchMode>(file.Host.Dispatch) },
        new("host.refusal", Text, None, Design) { Sample = "421 busy\r\n", Read = static file => Written.Text(file.Host.Refusal) },
        new("host.parting", Text, None, Design) { Sample = "552 too large\r\n", Read = static file => Written.Text(file.Host.Parting) },
        new("host.farewell", Text, None, Design) { Sample = "221 bye\r\n", Read = static file => Written.Text(file.Host.Farewell) },
        new("host.limits.max_message_size", "size", "64", Design) { Sample = "2MiB", Arrives = "2", Read = static file => Written.MiB(file.Host.Limits.MaxMessageBytes) },
        new("host.limits.max_connections", Integer, "0", Design) { Sample = "1000", Read = static file => Written.Number(file.Host.Limits.MaxConnections) },
        new("host.limits.max_connections_per_ip", Integer, "0", Design) { Sample = "10", Read = static file => Written.Number(file.Host.Limits.MaxConnectionsPerIp) },
        new("host.limits.idle_timeout", Duration, "0s", Design) { Sample = "60s", Read = static file => Written.Duration(file.Host.Limits.IdleTimeout) },
        new("host.limits.read_timeout", Duration, "0s", Design) { Sample = "5s", Read = static file => Written.Duration(file.Host.Limits.ReadTimeout) },
        new("host.limits.write_timeout", Duration, "30s", Design) { Sample = "6s", Read = static file => Written.Duration(file.Host.Limits.WriteTimeout) },
        new("host.limits.drain_timeout", Duration, "20s", Design) { Sample = "7s", Read = static file => Written.Duration(file.Host.Limits.DrainTimeout) },
    ];

    /// <summary>Gets what a server may have of its own; what it leaves out is that of the section, or none.</summary>
    private static IEnumerable<ConfigurationKey> HostServers =>
    [
        OfServer("framing", Text, "raw", static server => Written.Word(server.Framing)),
        OfServer("batch_bytes", "size", "64KiB", static server => Written.Number(server.BatchBytes)) with { Arrives = "65536" },
        OfServer("on_crash", Text, "retry", static server => Written.Word(server.OnCrash)),
        OfServer("dispatch", Text, "sticky", static server => Written.Word(server.Dispatch)),
        OfServer("refusal", Text, "421 busy\r\n", static server => Written.Text(server.Refusal)),
        OfServer("parting", Text, "552 too large\r\n", static server => Written.Text(server.Parting)),
        OfServer("farewell", Text, "221 bye\r\n", static server => Written.Text(server.Farewell)),
        OfServer("limits.max_message_size", "size", "2048", static server => Written.Number(server.Limits.MaxMessageBytes)),
        OfServer("limits.max_connections", Integer, "1000", static server => Written.Number(server.Limits.MaxConnections)) with { Default = "0" },
        OfServer("limits.max_connections_per_ip", Integer, "10", static server => Written.Number(server.Limits.MaxConnectionsPerIp)) with { Default = "0" },
        OfServer("limits.idle_timeout", Duration, "60s", static server => Written.Duration(server.Limits.IdleTimeout)),
        OfServer("limits.read_timeout", Duration, "5s", static server => Written.Duration(server.Limits.ReadTimeout)),
        OfServer("limits.write_timeout", Duration, "0s", static server => Written.Duration(server.Limits.WriteTimeout)),
        OfServer("unix_socket.mode", Text, "0660", static server => server.UnixSocketMode is { } mode ? $"0{Convert.ToString((int)mode, 8)}" : None),
        OfServer("tls.cert", "path", "a.pem", static server => Written.Text(server.Tls?.Certificate)),
        OfServer("tls.key", "path", "a.key", static server => Written.Text(server.Tls!.Key)) with { With = [$"{Tls}.cert=a.pem"] },
        OfServer("tls.pfx", "path", "a.pfx", static server => Written.Text(server.Tls?.Pfx)),
        OfServer("tls.password", Text, "secret", static server => Written.Text(server.Tls!.Password)) with { With = [$"{Tls}.pfx=a.pfx"] },
        OfServer("tls.password_file", "path", "a.txt", static server => Written.Text(server.Tls!.PasswordFile)) with { With = [$"{Tls}.pfx=a.pfx"] },
        OfServer("tls.client_ca", "path", "ca.pem", static server => Written.Text(server.Tls!.ClientAuthority)) with { With = [$"{Tls}.cert=a.pem"] },
        OfServer("tls.client_auth", Text, "request", static server => Written.Word<TlsClientAuth>(server.Tls!.ClientAuth)) with { Default = "require", With = [$"{Tls}.cert=a.pem", $"{Tls}.client_ca=ca.pem"] },
        OfServer("tls.min_version", Text, "1.3", static server => server.Tls!.MinVersion == TlsMinVersion.Tls13 ? "1.3" : "1.2") with { Default = "1.2", With = [$"{Tls}.cert=a.pem"] },
        OfServer("tls.handshake_timeout", Duration, "3s", static server => Written.Duration(server.Tls!.HandshakeTimeout)) with { Default = "10s", With = [$"{Tls}.cert=a.pem"] },
        OfServer("proxy_protocol.trusted", Strings, "[10.0.0.0/8, unix]", static server => Written.List([.. server.ProxyProtocol!.Trusted, .. server.ProxyProtocol.TrustsUnix ? ["unix"] : Array.Empty<object>()])) with { Default = Required, Missing = "proxy_protocol.trusted: is missing; it lists the proxies that are believed, for example [10.0.0.0/8]", With = [$"{Proxy}.timeout=1s"] },
        OfServer("proxy_protocol.timeout", Duration, "1s", static server => Written.Duration(server.ProxyProtocol!.Timeout)) with { Default = "5s", With = [$"{Proxy}.trusted=[unix]"] },
    ];

    private static ConfigurationKey OfServer(string key, string type, string sample, Func<HostServerConfiguration, string> read) =>
        new($"{HostServer}.{key}", type, None, Design) { Sample = sample, Read = file => read(file.Host.Servers["main"]), With = [$"{HostServer}={{}}"] };
}
