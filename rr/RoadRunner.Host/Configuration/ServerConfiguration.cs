using System.Collections.ObjectModel;
using Spiral.Goridge;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>server</c>: how workers are started.</summary>
/// <param name="Command">
/// Program and arguments of <c>server.command</c>. Empty only when the key is missing and <c>tcp.pool.command</c> stands in;
/// start workers with <see cref="PoolConfiguration.Command"/>.
/// </param>
public sealed record ServerConfiguration(IReadOnlyList<string> Command)
{
    /// <summary>Gets what <c>server.env</c> adds to the environment of every worker.</summary>
    /// <value>Names in upper case, values expanded. Default: nothing.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets how workers are joined to the host, <c>server.relay</c>.</summary>
    /// <value>Default: pipes. A port of 0 lets the system choose one.</value>
    public RelayAddress Relay { get; init; } = RelayAddress.Pipes;

    /// <summary>Gets how long a worker may take from its start until it has connected to a relay that is a socket, <c>server.relay_timeout</c>.</summary>
    /// <value>Default: null, no limit but <c>allocate_timeout</c>, which holds in any case. Means nothing for pipes.</value>
    public TimeSpan? RelayTimeout { get; init; }

    /// <summary>Gets the user that workers run as, with the user's groups, <c>server.user</c>.</summary>
    /// <value>Default: null, the user of the host. Another one needs a host that runs as root; no effect on Windows.</value>
    public string? User { get; init; }

    /// <summary>Gets the section <c>server.on_init</c>; null when the file has none.</summary>
    public OnInitConfiguration? OnInit { get; init; }
}
