using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Recorded clients of Go RoadRunner, played to a host with its framing: the same events in the same order, the same bytes.</summary>
public sealed class RecordedConnectionTests
{
    [Theory]
    [InlineData("big-body-1mib-plus")]
    [InlineData("big-body-3mib")]
    [InlineData("big-response-2mib")]
    [InlineData("binary-body")]
    [InlineData("buffer-boundary-close")]
    [InlineData("buffer-boundary-split")]
    [InlineData("close-event-error")]
    [InlineData("connected-close")]
    [InlineData("connected-continue")]
    [InlineData("connected-error")]
    [InlineData("connected-unknown-context")]
    [InlineData("connected-write")]
    [InlineData("connected-writeclose")]
    [InlineData("data-close")]
    [InlineData("data-close-with-body")]
    [InlineData("data-continue")]
    [InlineData("data-continue-with-body")]
    [InlineData("data-empty-response")]
    [InlineData("data-lowercase-context")]
    [InlineData("data-unknown-context")]
    [InlineData("data-write")]
    [InlineData("data-write-empty-body")]
    [InlineData("data-writeclose")]
    [InlineData("delimiter-5-bytes")]
    [InlineData("delimiter-5-bytes-ok")]
    [InlineData("delimiter-in-own-segment")]
    [InlineData("delimiter-literal-backslash")]
    [InlineData("delimiter-mid-chunk")]
    [InlineData("delimiter-split")]
    [InlineData("eof-clean-close")]
    [InlineData("eof-clean-half-close")]
    [InlineData("eof-partial-body")]
    [InlineData("eof-partial-body-close")]
    [InlineData("eof-partial-body-continue")]
    [InlineData("only-delimiter")]
    [InlineData("short-first-read")]
    [InlineData("short-later-read")]
    [InlineData("two-messages-one-segment")]
    public async Task Events_and_bytes_are_those_of_the_recording(string scenario)
    {
        var recorded = RecordedConnection.Load(scenario);
        var server = new TcpServerConfiguration(MemoryHost.Main, RelayAddress.Tcp("", 0), recorded.Delimiter);
        var configuration = new RrConfiguration { Tcp = new TcpConfiguration([server]), Host = new HostConfiguration { Framing = FramingMode.RoadRunner } };
        await using var host = await MemoryHost.StartAsync(configuration);
        var events = new List<string>();
        host.Executor.Script = (connectionEvent, body, output, _) =>
        {
            events.Add($"{connectionEvent.Kind.ToString().ToUpperInvariant()} {body}");
            var (context, answer) = recorded.NextAnswer();
            ScriptedExecutor.Write(output, answer);
            return ValueTask.FromResult(context switch
            {
                "WRITE" => EventAnswer.Respond,
                "CONTINUE" => EventAnswer.Read,
                "WRITECLOSE" => EventAnswer.RespondClose,
                "ERROR" => throw new InvalidOperationException("an error frame"),
                _ => EventAnswer.Close,
            });
        };

        await using var client = host.Connect(pauseBytes: 8 * 1024 * 1024, stepwise: true);
        foreach (var step in recorded.Steps)
        {
            await (step is null ? client.HalfCloseAsync().AsTask() : client.SendAsync(step));
        }

        Assert.Equal(recorded.Received, await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(recorded.Events, events);
    }
}
