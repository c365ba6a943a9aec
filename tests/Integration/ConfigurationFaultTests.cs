using System.Net;
using System.Net.Sockets;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>What a person sees who made a mistake: exit code 1 and one message that names the line or the key.</summary>
public sealed class ConfigurationFaultTests
{
    private static string Good => RrFile.Recorder.ToYaml("");

    [Fact]
    public async Task A_mistyped_key_is_named_with_its_line_and_its_neighbour() => Assert.Equal(
        ".rr.yaml:9: unknown key \"num_wokers\" in tcp.pool; did you mean \"num_workers\"?",
        await ServeProcess.FailAsync(Good.Replace("num_workers", "num_wokers", StringComparison.Ordinal)));

    [Fact]
    public async Task A_missing_address_is_named_with_its_server() => Assert.Equal(
        ".rr.yaml:13: empty address for the server: main",
        await ServeProcess.FailAsync(Good.Replace("addr: \"tcp://127.0.0.1:0\"", "addr: \"\"", StringComparison.Ordinal)));

    [Fact]
    public async Task A_server_without_the_key_of_its_address_is_named() => Assert.Equal(
        ".rr.yaml:12: empty address for the server: main",
        await ServeProcess.FailAsync(Good.Replace("addr: \"tcp://127.0.0.1:0\"", "delimiter: \"|\"", StringComparison.Ordinal)));

    [Fact]
    public async Task A_scheme_that_does_not_exist_is_named() => Assert.Equal(
        ".rr.yaml:13: tcp.servers.main.addr: invalid protocol \"http\" in \"http://127.0.0.1:{port}\"; accepted are tcp://host:port, host:port, :port and unix://path",
        await ServeProcess.FailAsync(Good.Replace("tcp://127", "http://127", StringComparison.Ordinal)));

    [Fact]
    public async Task A_command_that_does_not_exist_is_named() => Assert.Equal(
        "server.command \"no-such-program worker.dll\": the program cannot be started: "
        + "An error occurred trying to start process 'no-such-program' with working directory '{folder}'. No such file or directory",
        await ServeProcess.FailAsync((RrFile.Recorder with { Command = ["no-such-program", "worker.dll"] }).ToYaml("")));

    [Fact]
    public async Task A_worker_that_never_answers_is_named_with_the_timeout() => Assert.Equal(
        "server.command \"dotnet NoHandshake.dll\": the worker did not answer the pid request within allocate_timeout (1 s)",
        await ServeProcess.FailAsync((RrFile.Of("NoHandshake") with { AllocateTimeout = "1s" }).ToYaml("")));

    [Fact]
    public async Task A_file_that_is_missing_is_named() => Assert.Equal(
        ".rr.yaml: there is no such file (looked for .rr.yaml)",
        await ServeProcess.FailAsync(null));

    [Fact]
    public async Task A_log_that_cannot_be_written_is_named_with_its_key() => Assert.StartsWith(
        "logs.channels.tcp.output (.rr.yaml:14): tcp.log cannot be written: Could not find a part of the path",
        await ServeProcess.FailAsync((RrFile.Recorder with { More = "logs: { channels: { tcp: { output: nowhere/tcp.log } } }" }).ToYaml("")),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_key()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var yaml = (RrFile.Recorder with
        {
            Addresses = new Dictionary<string, string> { [RrFile.Main] = $"tcp://{taken.LocalEndPoint}" },
            More = "logs: { level: error }",
        }).ToYaml("");
        Assert.Equal("tcp.servers.main.addr (.rr.yaml:13): cannot listen on tcp://127.0.0.1:{port}: Address already in use", await ServeProcess.FailAsync(yaml));
    }
}
