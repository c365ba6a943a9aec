namespace Spiral.RoadRunner;

/// <summary>What the server tells a worker by environment variables (docs/protocol.md, "Starting a worker").</summary>
/// <remarks>An immutable snapshot; safe to share between threads.</remarks>
public sealed record RoadRunnerEnvironment
{
    /// <summary>The variable with the plugin whose events the worker gets, such as <c>tcp</c>.</summary>
    public const string ModeVariable = "RR_MODE";

    /// <summary>The variable with the address of the relay.</summary>
    public const string RelayVariable = "RR_RELAY";

    /// <summary>The variable with the address of the server's RPC port.</summary>
    public const string RpcVariable = "RR_RPC";

    /// <summary>The variable with the version of the server.</summary>
    public const string VersionVariable = "RR_VERSION";

    /// <summary>The relay of a worker that was told nothing.</summary>
    public const string DefaultRelay = "pipes";

    /// <summary>The RPC address of a worker that was told nothing; the server listens there even when it does not say so.</summary>
    public const string DefaultRpc = "tcp://127.0.0.1:6001";

    /// <summary>Gets the plugin whose events the worker gets, see <see cref="RoadRunnerModes"/>; empty when unset, unknown values are kept.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Gets the address of the relay; default <c>pipes</c>.</summary>
    public string Relay { get; init; } = DefaultRelay;

    /// <summary>Gets the address of the server's RPC port; default <c>tcp://127.0.0.1:6001</c>.</summary>
    public string Rpc { get; init; } = DefaultRpc;

    /// <summary>Gets the version of the server, such as <c>2025.1.15</c>; empty when unset.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets a value indicating whether a server has started this process: it always sets <see cref="RelayVariable"/>.</summary>
    public bool HasServer { get; init; }

    /// <summary>Reads the variables of this process.</summary>
    public static RoadRunnerEnvironment FromProcess() => From(Environment.GetEnvironmentVariable);

    /// <summary>Reads the variables from anywhere.</summary>
    /// <param name="variable">Returns the value of a variable, or null when it is unset. An empty value counts as unset.</param>
    public static RoadRunnerEnvironment From(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var relay = Read(RelayVariable);
        return new RoadRunnerEnvironment
        {
            Mode = Read(ModeVariable) ?? "",
            Relay = relay ?? DefaultRelay,
            Rpc = Read(RpcVariable) ?? DefaultRpc,
            Version = Read(VersionVariable) ?? "",
            HasServer = relay is not null,
        };

        string? Read(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
