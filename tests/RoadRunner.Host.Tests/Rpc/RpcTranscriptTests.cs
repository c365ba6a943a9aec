using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Rpc.Services;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>The recorded requests of a genuine server, answered by ours.</summary>
public sealed class RpcTranscriptTests
{
    [Theory]
    [InlineData("rpc-core", 1, 21)]
    [InlineData("rpc-informer-resetter", 2, 16)]
    [InlineData("rpc-msgpack", 1, 4)]
    [InlineData("rpc-kv-not-configured", 1, 1)]
    [InlineData("rpc-crash-header-length", 1, 1)]
    [InlineData("rpc-crash-method-length", 1, 1)]
    public async Task Recorded_requests_have_the_recorded_answers(string scenario, int workers, int requests)
    {
        var pool = new FakeWorkers(workers);
        await using var server = await RpcServerUnderTest.StartAsync(
            RpcService.Create("""{"version":"3"}"""),
            TcpService.Create(static _ => { }),
            InformerService.Create(pool, TimeProvider.System),
            ResetterService.Create(pool, NullLogger.Instance));
        using var transcript = new RpcTranscript(scenario, server);

        await transcript.ReplayAsync();

        Assert.Equal(requests, transcript.Requests);
    }
}
