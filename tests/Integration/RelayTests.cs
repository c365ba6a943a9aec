using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge;

namespace RoadRunner.Integration;

/// <summary>The same traffic over every relay between host and workers.</summary>
public sealed partial class RelayTests
{
    private const string TcpRelay = "tcp://127.0.0.1:0";

    [Theory]
    [InlineData("pipes")]
    [InlineData(TcpRelay)]
    [InlineData("unix")]
    public async Task A_worker_starts_serves_and_stops_over_the_relay(string relay)
    {
        using var folder = new TempFolder();
        var socket = folder.PathOf("relay.sock");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Workers = 2,
            Relay = relay == "unix" ? $"unix://{socket}" : relay,
        });
        var big = new string('b', 200_000);
        using (var client = await host.ConnectAsync())
        {
            Assert.Equal("hello", await client.AskAsync("hello"));
            Assert.Equal(big, await client.AskAsync(big));
            Assert.Equal("printed", await client.AskAsync("CONSOLE"));
            Assert.Equal("bye", await client.AskAsync("BYE"));
        }

        var pids = host.Pids;
        await host.Host.StopAsync().Within();

        Assert.Equal(["Connected", "Data", "Data", "Data", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
        Assert.Contains("workers stopped; forced: 0", host.Log.Texts);
        Assert.All(pids, static pid => Assert.False(ProcessLedger.IsAlive(pid)));
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task What_a_worker_prints_to_stdout_beside_a_socket_relay_is_logged()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with
        {
            Relay = TcpRelay,
            Environment = new Dictionary<string, string> { ["GUARD"] = "off" },
        });
        using var client = await host.ConnectAsync();

        Assert.Equal("written", await client.AskAsync("NATIVE"));

        Assert.Equal($"worker {host.Pids[0]}: native text", (await host.Log.WhenAsync("native text")).Text);
    }

    [Fact]
    public async Task A_unix_relay_can_be_used_by_the_user_of_the_workers_only()
    {
        // Another user takes root; without it the workers are the test's own.
        var mayChoose = Environment.IsPrivilegedProcess;
        var user = mayChoose ? "nobody" : Environment.UserName;
        using var folder = new TempFolder();
        var socket = folder.PathOf("relay.sock");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Relay = $"unix://{socket}", Server = [$"user: {user}"] });
        using var client = await host.ConnectAsync();
        Assert.Equal("hello", await client.AskAsync("hello"));

        Assert.Equal($"{user} 600", (await ProgramRun.RunAsync("stat", "--format=%U %a", socket)).Text.Trim());
        if (mayChoose)
        {
            var refused = await ProgramRun.RunAsAsync("daemon", "nc", "-N", "-U", socket);
            Assert.Equal(1, refused.Code);
            Assert.Contains("Permission denied", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Strangers_on_the_relay_disturb_nobody()
    {
        using var folder = new TempFolder();
        var socket = folder.PathOf("relay.sock");
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder with { Relay = $"unix://{socket}", AllocateTimeout = "30s" });
        using var silent = ConnectTo(socket);
        using var garbage = ConnectTo(socket);
        garbage.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        using var leaves = ConnectTo(socket);
        leaves.Dispose();
        using var liar = new SocketRelay(ConnectTo(socket));
        Assert.True(liar.TryReceive(out _));
        liar.Send(FrameFlags.Control, [], "{\"pid\":1}"u8);

        await host.Log.WhenAsync("A connection to the worker relay was closed: it says that its pid is 1, which is no worker that is being started");
        await host.Log.WhenAsync("A connection to the worker relay was closed: Frame version 4 is not supported");
        await host.Log.Records.WhenAsync(static record => record.Text.StartsWith("A connection to the worker relay was closed", StringComparison.Ordinal), 3);

        // A worker that has to connect beside them still can.
        using var client = await host.ConnectAsync();
        await client.SendAsync("EXIT\r\n");
        Assert.Equal("", await client.ReadToEndAsync());
        var replacement = await host.WhenReplacedAsync();
        using var next = await host.ConnectAsync();
        Assert.Equal($"{replacement}", await next.AskAsync("PID"));
    }

    [Fact]
    public async Task A_relay_port_that_is_taken_fails_the_start()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var message = await HostUnderTest.FailToStartAsync(RrFile.Recorder with { Relay = $"tcp://{taken.LocalEndPoint}" });
        Assert.Equal("server.relay: cannot listen on tcp://127.0.0.1:{port}: Address already in use", message);
    }

    [Fact]
    public async Task A_worker_that_does_not_connect_in_time_is_named_with_the_timeout_of_the_relay()
    {
        using var folder = new TempFolder();
        var message = await HostUnderTest.FailToStartAsync(RrFile.Recorder with
        {
            Command = ["sleep", "60"],
            Relay = $"unix://{folder.PathOf("relay.sock")}",
            Server = ["relay_timeout: 300ms"],
        });
        Assert.Equal("server.command \"sleep 60\": the worker did not answer the pid request within server.relay_timeout (0.3 s)", message);
    }

    [Fact]
    public async Task A_host_that_waits_for_a_worker_to_connect_takes_no_processor_time()
    {
        // Of the time between two looks at the host, in ticks of 10 ms.
        const int waited = 100;
        const string look = "read -r line < /proc/$PPID/stat; echo";
        using var folder = new TempFolder();
        await using var serve = ServeProcess.Launch(RrFile.Recorder with
        {
            Command = ["sh", folder.Write("worker.sh", $"{look} first:$line >&2; sleep 1; {look} second:$line >&2; exec sleep 60")],
            Relay = $"unix://{folder.PathOf("relay.sock")}",
            Server = ["relay_timeout: 2s"],
        });

        Assert.Equal(1, await serve.WhenExitedAsync());
        var output = string.Join('\n', serve.Error.All);
        Assert.InRange(TicksOf(output, "second") - TicksOf(output, "first"), 0, waited / 2);
    }

    // User and system time are the fourteenth and fifteenth field; the name, the second one, may have blanks in it.
    private static int TicksOf(string output, string look)
    {
        var stat = Stats().Matches(output).First(match => match.Groups["look"].Value == look).Groups["fields"].Value.Split(' ');
        return int.Parse(stat[11], CultureInfo.InvariantCulture) + int.Parse(stat[12], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<look>first|second):\d+ \([^)]*\) (?<fields>[A-Z][ 0-9-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stats();

    private static Socket ConnectTo(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
