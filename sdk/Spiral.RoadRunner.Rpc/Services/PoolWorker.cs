using System.Text.Json.Serialization;

namespace Spiral.RoadRunner.Rpc;

/// <summary>One worker process of a pool, as the server sees it. Immutable.</summary>
public sealed record PoolWorker
{
    /// <summary>Gets the process id.</summary>
    [JsonPropertyName("pid")]
    public int Pid { get; init; }

    /// <summary>Gets the number of the state; <see cref="StatusText"/> is its name.</summary>
    [JsonPropertyName("status")]
    public int Status { get; init; }

    /// <summary>Gets the state in the words of the server: <c>ready</c>, <c>working</c>, <c>stopping</c> …</summary>
    [JsonPropertyName("statusStr")]
    public string StatusText { get; init; } = "";

    /// <summary>Gets how many events the worker has served.</summary>
    [JsonPropertyName("numExecs")]
    public ulong NumExecs { get; init; }

    /// <summary>Gets when the process was started, to 100 ns.</summary>
    [JsonPropertyName("created")]
    [JsonConverter(typeof(UnixNanosecondsConverter))]
    public DateTimeOffset Created { get; init; }

    /// <summary>Gets the resident memory of the process, in bytes.</summary>
    [JsonPropertyName("memoryUsage")]
    public ulong MemoryUsage { get; init; }

    /// <summary>Gets the average load of one processor since the start, in percent.</summary>
    [JsonPropertyName("CPUPercent")]
    public double CpuPercent { get; init; }

    /// <summary>Gets the command of the process; Go RoadRunner leaves it empty.</summary>
    [JsonPropertyName("command")]
    public string Command { get; init; } = "";
}
