using System.Diagnostics;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Workers;
using Echo = RoadRunner.Samples.Echo.Program;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Real worker processes behind real sockets.</summary>
public sealed class HostFixtureTests
{
    private static readonly string[] Command = ["dotnet", typeof(Echo).Assembly.Location];

    [Fact]
    public async Task The_echo_sample_answers_over_a_socket_and_leaves_no_process()
    {
        var options = new HostFixtureOptions { Command = Command, Workers = 2, Storages = { "storage" } };
        options.Servers.Add("server2");
        options.Servers.Add("tcp_access_point_1");
        int[] pids;
        await using (var fixture = await HostFixture.StartAsync(options).Within())
        {
            pids = [.. fixture.Host.Workers.Select(static worker => worker.Pid)];
            await using var stream = await fixture.ConnectAsync("SERVER2");
            await stream.WriteAsync("hi\r\n"u8.ToArray());
            using var reader = new StreamReader(stream);
            Assert.Contains("\"body\":\"hi\\r\\n\"", await reader.ReadLineAsync().Within(), StringComparison.Ordinal);
            await using var other = await fixture.ConnectAsync("tcp_access_point_1");
            using var denied = new StreamReader(other);
            Assert.Equal("Access denied\r\n", await denied.ReadToEndAsync().Within());
            Assert.NotEmpty(fixture.Log);
            Assert.Throws<ArgumentException>(() => fixture.EndPointOf());
        }

        Assert.Equal(2, pids.Length);
        Assert.All(pids, static pid => Assert.ThrowsAny<Exception>(() => Process.GetProcessById(pid)));
    }

    [Fact]
    public async Task A_configuration_file_is_served_on_ports_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("fixture-");
        try
        {
            var file = Path.Combine(folder.FullName, ".rr.yaml");
            await File.WriteAllTextAsync(file, """
                version: "3"
                server:
                  command: "dotnet missing.dll"
                rpc:
                  listen: tcp://127.0.0.1:6001
                tcp:
                  servers:
                    server2:
                      addr: "127.0.0.1:8889"
                  pool:
                    num_workers: 1
                """);
            await using var fixture = await HostFixture.StartAsync(new HostFixtureOptions { ConfigurationFile = file, Command = Command }).Within();
            Assert.DoesNotContain("8889", $"{fixture.EndPointOf()}", StringComparison.Ordinal);
            await using var stream = await fixture.ConnectAsync();
            await stream.WriteAsync("hi\r\n"u8.ToArray());
            using var reader = new StreamReader(stream);
            Assert.StartsWith("{", await reader.ReadLineAsync().Within(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_a_worker_writes_to_stderr_is_collected()
    {
        var options = new HostFixtureOptions { Command = Command, Variables = { ["Logging__LogLevel__Default"] = "Trace" } };
        options.Servers.Add("unknown");
        await using var fixture = await HostFixture.StartAsync(options).Within();
        await using var stream = await fixture.ConnectAsync();

        var line = await fixture.WhenWorkerWritesAsync("Service for server [unknown] not found").Within();

        Assert.Contains(line, fixture.WorkerLines);
    }

    [Fact]
    public async Task A_worker_that_does_not_start_is_told_with_its_last_words()
    {
        var options = new HostFixtureOptions { Command = ["dotnet", "missing.dll"] };
        options.Servers.Add("main");

        await Assert.ThrowsAsync<WorkerStartException>(() => HostFixture.StartAsync(options).Within());
        await Assert.ThrowsAsync<ArgumentException>(() => HostFixture.StartAsync(new HostFixtureOptions { Command = Command }));
        await Assert.ThrowsAsync<ConfigurationException>(() => HostFixture.StartAsync(new HostFixtureOptions { ConfigurationFile = "missing.yaml" }));
    }
}
