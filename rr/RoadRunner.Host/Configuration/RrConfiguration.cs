using System.Collections.ObjectModel;

namespace RoadRunner.Host.Configuration;

/// <summary>What a host runs: a configuration file that was read and found to be right, or the same made in code. Immutable; every default is filled in.</summary>
/// <remarks>In code <see cref="Tcp"/> is all that has to be there: <c>new RrConfiguration { Tcp = new([new("main", RelayAddress.Tcp("127.0.0.1", 0))]) }</c>.</remarks>
public sealed record RrConfiguration
{
    /// <summary>Gets the full path of the file.</summary>
    /// <value>Default: empty, there is no file.</value>
    public string File { get; init; } = "";

    /// <summary>Gets the directory in which workers run and from which relative paths start.</summary>
    /// <value>Default: the current directory. Of a file that was read: its directory, unless <see cref="ConfigurationSource.WorkingDirectory"/> was given.</value>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Gets the variables that workers and <c>server.on_init</c> find in their environment besides those of the process: what <see cref="ConfigurationSource.DotEnvFile"/> and <c>envfile</c> add to them.</summary>
    /// <value>Default: none. <c>server.env</c> wins over them.</value>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the text of <c>version</c>.</summary>
    /// <value>Usually <c>3</c>; nothing depends on it.</value>
    public string Version { get; init; } = "3";

    /// <summary>Gets the section <c>server</c>: how workers are started.</summary>
    /// <value>Default: no command, no variables, pipes.</value>
    public ServerConfiguration Server { get; init; } = new([]);

    /// <summary>Gets the section <c>rpc</c>; null when the file has none, and no RPC server is started.</summary>
    public RpcConfiguration? Rpc { get; init; }

    /// <summary>Gets the section <c>logs</c>.</summary>
    public LogsConfiguration Logs { get; init; } = new();

    /// <summary>Gets the section <c>metrics</c>; null when the file has none, and there is neither the RPC service of that name nor the HTTP one.</summary>
    public MetricsConfiguration? Metrics { get; init; }

    /// <summary>Gets the section <c>tcp</c>: listeners and their pool.</summary>
    public required TcpConfiguration Tcp { get; init; }

    /// <summary>Gets the section <c>kv</c>; null when the file has none, and the RPC server has no key-value service.</summary>
    public KeyValueConfiguration? KeyValue { get; init; }

    /// <summary>Gets the section <c>status</c>; null when the file has none, and there is neither the RPC service of that name nor the HTTP one.</summary>
    public StatusConfiguration? Status { get; init; }

    /// <summary>Gets the section <c>endure</c>.</summary>
    public EndureConfiguration Endure { get; init; } = new();

    /// <summary>Gets the section <c>host</c>: what goes beyond RoadRunner.</summary>
    public HostConfiguration Host { get; init; } = new();

    /// <summary>Gets all sources as one JSON document: keys in lower case, variables replaced, and what looks like a secret (by the name of its key, or as the password of a URL or a connection string) as <c>***</c>.</summary>
    /// <value>Default: an empty object.</value>
    public string Document { get; init; } = "{}";

    /// <summary>Gets the keys that do not do what their writer may expect, in the order of the files and their lines.</summary>
    public IReadOnlyList<ConfigurationWarning> Warnings { get; init; } = [];
}
