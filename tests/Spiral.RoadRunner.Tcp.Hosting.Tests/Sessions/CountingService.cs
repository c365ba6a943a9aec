namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

public sealed class CountingService(Session<Counting> session) : TcpService
{
    public override ValueTask<TcpReply> OnConnected(TcpContext context) => TcpReply.Respond("hello\r\n");

    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        var counting = await session.GetAsync();
        switch (context.GetText())
        {
            case "peek":
                return TcpReply.Respond($"{counting.Count}\r\n");
            case "throw":
                counting.Count = -1;
                throw new InvalidOperationException("secret");
            case "quit":
                return TcpReply.RespondClose("bye\r\n");
        }

        counting.Count++;
        return TcpReply.Respond($"{counting.Count}{(session.IsLate ? " late" : "")}\r\n");
    }
}
