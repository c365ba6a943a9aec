using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.TestWorkers;

/// <summary>Counts the messages of a connection, whichever worker gets them: answers count, pid and uuid.</summary>
internal sealed class CountingService(Session<Count> session) : TcpService
{
    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        if (context.GetText() == "fail")
        {
            throw new InvalidOperationException("as asked");
        }

        var count = await session.GetAsync();
        return TcpReply.Respond($"{++count.Messages} {Environment.ProcessId} {context.ConnectionUuid}\r\n");
    }
}
