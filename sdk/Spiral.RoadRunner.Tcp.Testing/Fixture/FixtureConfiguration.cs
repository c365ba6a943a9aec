using System.Collections.ObjectModel;
using RoadRunner.Host.Configuration;
using Spiral.Goridge;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Makes the configuration of a fixture.</summary>
internal static class FixtureConfiguration
{
    private const string AnyPort = "tcp://127.0.0.1:0";

    private static readonly RelayAddress AnyAddress = RelayAddress.Parse(AnyPort);

    /// <summary>Makes it from a file and the other options.</summary>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    public static RrConfiguration Create(HostFixtureOptions options)
    {
        var configuration = options.ConfigurationFile is { } file
            ? ConfigurationLoader.Load(new ConfigurationSource { File = file, NeedsCommand = options.Command.Count == 0 })
            : new RrConfiguration { Tcp = new TcpConfiguration([], new PoolConfiguration(options.Command) with { NumWorkers = 1 }) };
        configuration = configuration with
        {
            WorkingDirectory = options.WorkingDirectory is { } directory ? Path.GetFullPath(directory) : configuration.WorkingDirectory,
            Rpc = new RpcConfiguration(AnyAddress, AnyPort),
            Tcp = configuration.Tcp with { Servers = Servers(options, configuration.Tcp.Servers), Pool = Pool(options, configuration.Tcp.Pool) },
            KeyValue = Storages(options, configuration.KeyValue),
            Server = configuration.Server with { Environment = Variables(options, configuration.Server.Environment) },
            Host = options.Servers.Count == 0 ? configuration.Host : configuration.Host with { Servers = TestConfiguration.FramingOf(options.Servers) },
        };
        return options.ConfigureHost?.Invoke(configuration) ?? configuration;
    }

    private static TcpServerConfiguration[] Servers(HostFixtureOptions options, IReadOnlyList<TcpServerConfiguration> configured) => options.Servers.Count == 0
        ? [.. configured.Select(static server => server.Address.Kind == RelayKind.Tcp ? server with { Address = AnyAddress } : server)]
        : [.. options.Servers.Select(static server => new TcpServerConfiguration(server.Name, AnyAddress, server.Delimiter))];

    private static PoolConfiguration Pool(HostFixtureOptions options, PoolConfiguration pool) => pool with
    {
        Command = options.Command.Count == 0 ? pool.Command : options.Command,
        NumWorkers = options.Workers ?? pool.NumWorkers,
    };

    private static KeyValueConfiguration? Storages(HostFixtureOptions options, KeyValueConfiguration? configured) => options.Storages.Count == 0
        ? configured
        : new KeyValueConfiguration([.. configured?.Storages ?? [], .. options.Storages.Select(static name => new StorageConfiguration(name, StorageDriver.Memory))]);

    private static ReadOnlyDictionary<string, string> Variables(HostFixtureOptions options, IReadOnlyDictionary<string, string> configured)
    {
        var variables = new Dictionary<string, string>(configured, StringComparer.Ordinal);
        foreach (var (name, value) in options.Variables)
        {
            variables[name.ToUpperInvariant()] = value;
        }

        return variables.AsReadOnly();
    }
}
