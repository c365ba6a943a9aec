using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>An executor that answers at once costs nothing but its own work.</summary>
/// <remarks>Alone, because collections that other tests cause empty the pools of buffers.</remarks>
[Collection(nameof(HotPathTests))]
[CollectionDefinition(nameof(HotPathTests), DisableParallelization = true)]
public sealed class HotPathTests
{
    private const int Measured = 10_000;

    private static readonly byte[] Message = [.. "hello\r\n"u8];

    [Theory]
    [InlineData(EventAnswer.Read, FramingMode.Exact, false)]
    [InlineData(EventAnswer.Respond, FramingMode.Exact, false)]
    [InlineData(EventAnswer.Respond, FramingMode.Raw, false)]
    [InlineData(EventAnswer.Respond, FramingMode.Exact, true)]
    public async Task An_event_allocates_nothing_and_stays_on_its_thread(EventAnswer answer, FramingMode framing, bool isMeasured)
    {
        var thread = 0;
        var strangers = 0;
        var executor = new ConstantExecutor(answer, () => strangers += Environment.CurrentManagedThreadId == thread ? 0 : 1);
        var configuration = MemoryHost.OneServer with { Host = new HostConfiguration { Framing = framing } };
        if (isMeasured)
        {
            configuration = configuration with { Metrics = new MetricsConfiguration(ConfigurationDefaults.MetricsAddress, []) };
        }

        var options = new RoadRunnerHostOptions { Executor = executor, Listens = false };
        await using var host = await RoadRunnerHost.StartAsync(configuration, options, TestContext.Current.CancellationToken).Within();

        // Inline pipes: a write of the client runs the loop of the host to the answer.
        var inline = new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);
        var toHost = new Pipe(inline);
        var toClient = new Pipe(inline);
        var transport = new DefaultConnectionContext("inline", new End(toHost.Reader, toClient.Writer), new End(toClient.Reader, toHost.Writer));
        long allocated = 0;
        var served = Task.CompletedTask;
        await OwnThread.Run(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            served = host.ServeAsync(MemoryHost.Main, transport);
            Assert.True(AskAsync(Measured).IsCompletedSuccessfully);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(AskAsync(Measured).IsCompletedSuccessfully);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            toHost.Writer.Complete();
        }).Within();
        await served.Within();

        Assert.Equal((2 * Measured) + 2, executor.Count);
        Assert.Equal(0, strangers);

        // The smallest object has 24 bytes; a buffer that a collection took out of its pool is allocated once.
        Assert.InRange(allocated, 0, 4 * Measured);

        async Task AskAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                await toHost.Writer.WriteAsync(Message);
                if (toClient.Reader.TryRead(out var read))
                {
                    toClient.Reader.AdvanceTo(read.Buffer.End);
                }
            }
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
