using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>Counts what events allocate that are handled without waiting.</summary>
internal static class AllocationTest
{
    private const int Events = 100;

    /// <summary>Returns the bytes that 100 messages to the server "echo" allocate, warmed up.</summary>
    public static long BytesFor(TcpApplication application)
    {
        var incoming = new TcpIncoming(TcpEvent.Data, "echo", "a", TestWorker.Client, new ReadOnlySequence<byte>("hello"u8.ToArray()));
        using var answer = new TcpAnswerBuffer();
        Run(application, incoming, answer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(application, incoming, answer);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(TcpApplication application, in TcpIncoming incoming, TcpAnswerBuffer answer)
    {
        for (var count = 0; count < Events; count++)
        {
            var handled = application.Dispatcher.DispatchAsync(incoming, answer);
            Assert.True(handled.IsCompletedSuccessfully);
            answer.Reset();
        }
    }
}
