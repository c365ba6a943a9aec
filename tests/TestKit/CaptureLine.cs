namespace RoadRunner.TestKit;

/// <summary>One line of a recorded transcript.</summary>
/// <param name="Direction">
/// <c>rr->worker</c>, <c>worker->rr</c>, <c>client->rr</c>, <c>rr->client</c>, <c>peer->rr</c>, <c>rr->peer</c>, <c>event</c>,
/// <c>log</c>, …
/// </param>
/// <param name="Bytes">Exactly one frame on a relay or an RPC connection, one send or receive of a peer; empty for lines without bytes.</param>
/// <param name="Note">What happens, for people.</param>
/// <param name="Worker"><c>w1</c>, <c>w2</c>, … in order of first appearance; empty where no worker is meant.</param>
/// <param name="Milliseconds">Since the first line.</param>
public sealed record CaptureLine(string Direction, ReadOnlyMemory<byte> Bytes, string Note, string Worker, double Milliseconds)
{
    /// <summary>From the server to a worker.</summary>
    public const string ToWorker = "rr->worker";

    /// <summary>From a worker to the server.</summary>
    public const string FromWorker = "worker->rr";

    /// <summary>From an RPC client to the server.</summary>
    public const string FromClient = "client->rr";

    /// <summary>From the server to an RPC client.</summary>
    public const string ToClient = "rr->client";

    /// <summary>Gets a value indicating whether the line is traffic of a worker relay.</summary>
    public bool IsRelay => Direction is ToWorker or FromWorker;

    /// <summary>Gets a value indicating whether the line is traffic of an RPC connection.</summary>
    public bool IsRpc => Direction is ToClient or FromClient;
}
