using System.Text;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.TestWorkers;

/// <summary>A room: what one says all in it hear, whichever worker gets the line. Answers start with the pid.</summary>
internal sealed class ChatService(TcpServiceClient connections) : TcpService
{
    private const string Room = "room";

    public override async ValueTask<TcpReply> OnConnected(TcpContext context)
    {
        await connections.JoinAsync(Room, context.ConnectionUuid);
        return TcpReply.Respond($"{Environment.ProcessId} you are {context.ConnectionUuid}\r\n");
    }

    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        var said = context.GetText().Split(' ', 3) switch
        {
            ["tell", var uuid, var text] => $"told {await connections.WriteAsync(uuid, Line($"whispered {text}"))}",
            ["shout", var text] => $"shouted {await connections.BroadcastAsync("main", Line($"shouted {text}"))}",
            ["leave"] => $"left {await connections.LeaveAsync(Room, context.ConnectionUuid)}",
            ["say", var text] => $"said {await connections.SendAsync(Room, Line($"said {text}"))}",
            _ => "what?",
        };
        return TcpReply.Respond($"{Environment.ProcessId} {said}\r\n");
    }

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes($"{text}\r\n");
}
