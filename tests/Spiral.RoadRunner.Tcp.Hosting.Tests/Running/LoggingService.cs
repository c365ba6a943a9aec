namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

internal sealed class LoggingService(StopLog log) : TcpService
{
    public override ValueTask<TcpReply> OnData(TcpContext context) => TcpReply.Next;

    public override async ValueTask OnStop(CancellationToken cancellationToken)
    {
        log.Add("service");
        log.Block();
        await log.EndAsync();
    }
}
