using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Echo = RoadRunner.Samples.Echo.Program;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>One program, three homes, one conversation: what is said is the same under the host, by itself, and in a test.</summary>
public sealed partial class EchoHomesTests
{
    private const string Server = "server2";
    private const string Door = "tcp_access_point_1";

    private static readonly string Program = typeof(Echo).Assembly.Location;

    [Fact]
    public async Task Echo_in_memory_says_what_was_approved()
    {
        await using var host = await TcpTestHost.StartAsync(Echo.Build);

        await SayAsync(async server =>
        {
            var client = await host.ConnectAsync(server);
            return new EchoLine(client.GetStream(), client.HalfCloseAsync);
        });
    }

    [Fact]
    public async Task Echo_behind_the_host_says_what_was_approved()
    {
        var options = new HostFixtureOptions { Command = ["dotnet", Program], Workers = 2 };
        options.Servers.Add(Server);
        options.Servers.Add(Door);
        await using var fixture = await HostFixture.StartAsync(options).Within();

        await SayAsync(async server => EchoLine.Of(await fixture.ConnectAsync(server)));
    }

    [Fact]
    public async Task Echo_by_itself_says_what_was_approved()
    {
        var folder = Directory.CreateTempSubdirectory("echo-homes-");
        var file = Path.Combine(folder.FullName, ".rr.yaml");
        await File.WriteAllTextAsync(file, $"""
            version: "3"
            server:
              command: "dotnet {Program}"
            tcp:
              servers:
                {Server}:
                  addr: "tcp://127.0.0.1:0"
                {Door}:
                  addr: "tcp://127.0.0.1:0"
            """);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--standalone", "-c", file]) { UseShellExecute = false, RedirectStandardError = true })!;
        try
        {
            var ports = await PortsAsync(process.StandardError);
            await SayAsync(async server =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, ports[server]).Within();
                return EchoLine.Of(new NetworkStream(socket, ownsSocket: true));
            });
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().Within();
            folder.Delete(recursive: true);
        }
    }

    private static async Task SayAsync(Func<string, Task<EchoLine>> connect)
    {
        var transcript = new Transcript().Scrub("\"uuid\":\"[0-9a-f-]{36}\"", "\"uuid\":\"UUID\"").Scrub(@"127\.0\.0\.1:\d+", "ADDRESS");
        await using (var line = await connect(Server))
        {
            transcript.Note(Server);
            await line.AskAsync(transcript, "hi\r\n", answers: 1);
            await line.AskAsync(transcript, "two\r\nat once\r\n", answers: 2);
            await line.AskAsync(transcript, "cut", answers: 0);
            await line.AskAsync(transcript, " in two\r\n", answers: 1);
            await line.AskAsync(transcript, "no end", answers: 0);
            await line.EndAsync(transcript);
        }

        await using (var door = await connect(Door))
        {
            transcript.Note(Door);
            await door.ReadToEndAsync(transcript);
        }

        transcript.MatchFile("EchoHomesTests.echo");
    }

    private static async Task<Dictionary<string, int>> PortsAsync(StreamReader errors)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        while (ports.Count < 2)
        {
            var line = await errors.ReadLineAsync().Within() ?? throw new EndOfStreamException("The program has ended.");
            foreach (Match match in Listening().Matches(line))
            {
                ports[match.Groups["server"].Value] = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            }
        }

        return ports;
    }

    [GeneratedRegex(@"(?<server>server2|tcp_access_point_1)\b.*?127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
