using System.Diagnostics;
using RoadRunner.Host;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Http;

/// <summary>The spans of events, as a listener sees them.</summary>
public sealed class TracingTests
{
    [Fact]
    public async Task Each_event_is_a_span_and_a_failed_one_says_so()
    {
        const string server = "traced";
        var spans = new Observed<Activity>("a span");
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HostTelemetry.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Hosts of other tests are heard as well.
                if (Equals(span.GetTagItem("rr.server"), server))
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Servers = [server] });
        var held = host.Journal.HoldMessage("slow");
        using var client = await host.ConnectAsync(server);
        Assert.Equal("hello", await client.AskAsync("hello"));
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();
        Native.Signal(host.Pids.Single(), Native.SigKill);

        await spans.WhenAsync(static span => span.OperationName == "tcp close");

        Assert.Equal(["tcp connected", "tcp data", "tcp data", "tcp close"], spans.All.Select(static span => span.OperationName));
        Assert.All(spans.All, static span => Assert.Equal((ActivityKind.Server, "tcp"), (span.Kind, span.GetTagItem("network.transport"))));
        Assert.Equal(["connected", "data", "data", "close"], spans.All.Select(static span => span.GetTagItem("rr.event")));
        Assert.Equal(
            [ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.All.Select(static span => span.Status));
        Assert.Equal("RoadRunner.Host.Workers.WorkerExitedException", spans.All[2].GetTagItem("error.type"));
        Assert.All(spans.All, static span => Assert.Null(span.Parent));
    }
}
