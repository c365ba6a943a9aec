using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Prints what it gets, after a pause in which it may change threads.</summary>
internal sealed class PrintingService : TcpService
{
    public override async ValueTask<TcpReply> OnData(TcpContext context)
    {
        await Task.Yield();
        Console.WriteLine($"got {context.GetText().Trim()}");
        return TcpReply.Respond("ok\r\n");
    }
}
