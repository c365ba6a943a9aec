namespace RoadRunner.Benchmarks.Processes;

/// <summary>What one measured host differs in from another.</summary>
/// <param name="WorkerRole">The role of this program that its workers play.</param>
internal sealed record HostSettings(string WorkerRole)
{
    public const int DefaultWorkers = 2;

    public int Workers { get; init; } = DefaultWorkers;

    /// <summary>Gets a value indicating whether the host has RPC and a storage.</summary>
    public bool UsesRpc { get; init; }

    /// <summary>Gets a value indicating whether everything that watches, counts or limits connections is on, RPC too.</summary>
    public bool HasExtras { get; init; }

    /// <summary>Gets further keys of <c>tcp.pool</c>, a line each.</summary>
    public IReadOnlyList<string> Pool { get; init; } = [];

    /// <summary>Gets the keys of <c>host.limits</c>, a line each; with <see cref="HasExtras"/> they replace those of the extras.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>Gets the line for a client over the limit; empty for none.</summary>
    public string Refusal { get; init; } = "";
}
