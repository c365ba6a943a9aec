using System.Text;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Host.InProcess.Tests;

public sealed class ServerFactsTests
{
    [Fact]
    public async Task An_exact_server_cuts_at_its_delimiter_and_a_raw_one_does_not()
    {
        var configuration = StandaloneProgram.Servers("lines", "bytes");
        configuration = configuration with
        {
            Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration>(StringComparer.Ordinal) { ["bytes"] = new() { Framing = FramingMode.Raw } } },
        };
        await using var program = StandaloneProgram.Build(static app =>
        {
            app.MapServer("lines").UseLines().Handle(static _ => TcpReply.Read);
            app.MapServer("bytes").UseFraming(TcpFraming.LengthPrefix(TcpLengthPrefix.Byte)).Handle(static _ => TcpReply.Read);
        });
        await program.StartAsync(configuration);
        var facts = (ITcpServerFacts)program.Application.Services.GetService(typeof(ITcpServerFacts))!;

        var lines = await facts.FindAsync("lines", CancellationToken.None);
        var bytes = await facts.FindAsync("bytes", CancellationToken.None);

        Assert.True(lines!.CutsByDelimiter);
        Assert.Equal("\r\n", Encoding.UTF8.GetString(lines.Delimiter.Span));
        Assert.False(bytes!.CutsByDelimiter);
        Assert.Equal("host.servers.bytes.framing: raw", bytes.Origin);
        Assert.Null(await facts.FindAsync("other", CancellationToken.None));
    }
}
