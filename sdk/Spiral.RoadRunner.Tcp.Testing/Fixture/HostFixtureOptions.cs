using RoadRunner.Host.Configuration;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a <see cref="HostFixture"/> runs.</summary>
public sealed class HostFixtureOptions
{
    /// <summary>Gets the program and arguments of a worker, such as <c>dotnet</c> and the path of a built program.</summary>
    /// <value>Default: empty, the command of <see cref="ConfigurationFile"/>.</value>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Gets a configuration file; its TCP addresses become ports of the system's choice on 127.0.0.1.</summary>
    /// <value>Default: null, the other options say everything.</value>
    public string? ConfigurationFile { get; init; }

    /// <summary>Gets the servers, instead of those of the file.</summary>
    public TcpTestServers Servers { get; } = [];

    /// <summary>Gets the storages of <c>kv</c>, in memory, besides those of the file.</summary>
    public ISet<string> Storages { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gets what is added to the environment of the workers.</summary>
    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets how many workers run.</summary>
    /// <value>Default: null, as the file says, or 1 without a file.</value>
    public int? Workers { get; init; }

    /// <summary>Gets the directory that the workers run in.</summary>
    /// <value>Default: null, that of the file, or the current one.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets what is done with the configuration last.</summary>
    /// <value>Default: nothing.</value>
    public Func<RrConfiguration, RrConfiguration>? ConfigureHost { get; init; }
}
