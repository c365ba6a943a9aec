using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Keeps what belongs into a session in static fields.</summary>
internal sealed class CountingService : TcpService
{
    private static readonly Dictionary<string, int> Seen = [];

    public static int Total { get; private set; }

    public override ValueTask<TcpReply> OnData(TcpContext context)
    {
        Total++;
        lock (Seen)
        {
            Seen[context.ConnectionUuid] = Total;
        }

        return TcpReply.Respond($"{Total}\r\n");
    }
}
