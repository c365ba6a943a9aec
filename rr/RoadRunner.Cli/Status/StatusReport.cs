namespace RoadRunner.Cli.Status;

/// <summary>What <c>dotnet rr status</c> shows; in JSON with these names in camel case, in this order.</summary>
/// <param name="Ready">Whether the server takes connections and has workers for them.</param>
/// <param name="Reason">Why not; null when it is.</param>
/// <param name="Server">Who answered; null when nobody did.</param>
/// <param name="Pools">The workers, by what they work for.</param>
/// <param name="Servers">The TCP servers; none when the server does not say, as Go RoadRunner.</param>
/// <param name="Services">What the applications say that they have done, by server; none when they say nothing.</param>
internal sealed record StatusReport(
    bool Ready,
    string? Reason,
    ServerIdentity? Server,
    IReadOnlyList<PoolStatus> Pools,
    IReadOnlyList<ServerStatus> Servers,
    IReadOnlyList<ServiceStatus> Services)
{
    /// <summary>Makes the report on a server that cannot be asked.</summary>
    public static StatusReport OfNobody(string reason) => new(Ready: false, reason, Server: null, [], [], []);
}
