using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>A host that listens on nothing and is brought its connections.</summary>
public sealed class WithoutSocketsTests
{
    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_that_names_those_there_are()
    {
        var tcp = new TcpConfiguration([new("one", RelayAddress.Tcp("", 1)), new("two", RelayAddress.Unix("x.sock"), "\0")]);
        await using var host = await MemoryHost.StartAsync(new RrConfiguration { Tcp = tcp });
        await using var transport = new DefaultConnectionContext("unused");

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => host.Host.ServeAsync("Three", transport));

        Assert.StartsWith("there is no server \"Three\"; the servers are one, two", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["tcp://:1", "unix://x.sock"], host.Host.Servers.Select(static server => server.Address.Kind == RelayKind.Unix ? $"unix://{Path.GetFileName(server.Address.Path)}" : $"{server.Address}"));
    }

    [Fact]
    public async Task Servers_are_found_in_any_case_and_each_cuts_at_its_delimiter()
    {
        var tcp = new TcpConfiguration([new("one", RelayAddress.Tcp("", 1)), new("two", RelayAddress.Tcp("", 2), ";")]);
        await using var host = await MemoryHost.StartAsync(new RrConfiguration { Tcp = tcp });
        await using var client = host.Connect("TWO");
        await client.SendAsync("a\r\n;");
        await client.ExpectAsync("a\r\n;");
        Assert.Equal(["two"], host.Executor.Seen.Select(static seen => seen.Server).Distinct());
    }

    [Fact]
    public async Task Rpc_serves_storages_locks_and_what_is_known_of_the_host()
    {
        var configuration = MemoryHost.OneServer with { KeyValue = new KeyValueConfiguration([new StorageConfiguration("local", StorageDriver.Memory)]) };
        await using var host = await MemoryHost.StartAsync(configuration);
        await using var rpc = host.ConnectRpc();

        Assert.Null(host.Host.RpcAddress);
        Assert.Equal("\"2025.1.15\"", await rpc.CallAsync("rpc.Version", "true"));
        Assert.Equal("{}", await rpc.CallAsync("kv.Set", """{"storage":"local","items":[{"key":"a","value":"eA=="}]}"""));
        Assert.Equal("""{"items":[{"key":"a","value":"eA=="}]}""", await rpc.CallAsync("kv.MGet", """{"storage":"local","items":[{"key":"a"}]}"""));
        Assert.Equal("""{"ok":true}""", await rpc.CallAsync("lock.Lock", """{"resource":"r","id":"a"}"""));
        Assert.Equal("""{"ok":true}""", await rpc.CallAsync("lock.Release", """{"resource":"r","id":"a"}"""));
        await using var client = host.Connect();
        await host.WhenOpenAsync(1);
        using var features = JsonDocument.Parse(await rpc.CallAsync("host.Features", "true"));
        Assert.Equal("exact", features.RootElement.GetProperty("framing").GetProperty("main").GetString());
        Assert.Equal(1, features.RootElement.GetProperty("connections").GetProperty("main").GetInt32());
    }

    [Fact]
    public async Task There_are_no_workers_to_list_add_remove_or_reset()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var rpc = host.ConnectRpc();
        const string none = "this server has no worker processes: an application inside it handles the events";

        Assert.Empty(host.Host.Workers);
        Assert.Equal("""{"workers":[]}""", await rpc.CallAsync("informer.Workers", "\"tcp\""));
        Assert.Equal("true", await rpc.CallAsync("resetter.Reset", "\"tcp\""));
        Assert.Equal(none, await rpc.CallAsync("informer.AddWorker", "\"tcp\""));
        Assert.Equal(none, await rpc.CallAsync("informer.RemoveWorker", "\"tcp\""));
    }

    [Fact]
    public async Task Tcp_Close_ends_an_idle_connection_with_its_Close_event()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var rpc = host.ConnectRpc();
        await using var client = host.Connect();
        await client.SendAsync("x\r\n");
        await client.ExpectAsync("x\r\n");

        Assert.Equal("true", await rpc.CallAsync("tcp.Close", $"\"{host.Executor.Seen[0].Uuid}\""));

        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", @"Data x\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Tcp_Close_of_a_busy_connection_drops_its_answer_and_what_it_has_sent_since()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var rpc = host.ConnectRpc();
        var held = new HeldScript(host.Executor, "slow\r\n");
        await using var client = host.Connect();
        await client.SendAsync("slow\r\nnever seen\r\n");
        await held.WhenHeldAsync();

        Assert.Equal("true", await rpc.CallAsync("tcp.Close", $"\"{host.Executor.Seen[0].Uuid}\""));
        held.Release();

        Assert.Equal("", await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(["Connected", @"Data slow\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Tcp_Close_ends_a_connection_whose_client_does_not_read()
    {
        await using var host = await MemoryHost.StartAsync();
        await using var rpc = host.ConnectRpc();
        await using var client = host.Connect(pauseBytes: 4);
        await client.SendAsync("long enough\r\n");
        await client.Input.ReadAtLeastAsync(4, TestContext.Current.CancellationToken).Within();

        await rpc.CallAsync("tcp.Close", $"\"{host.Executor.Seen[0].Uuid}\"");

        await client.Served.Within();
        Assert.Equal(["Connected", @"Data long enough\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task Without_executor_and_command_the_start_fails()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => RoadRunnerHost.StartAsync(MemoryHost.OneServer, cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("the configuration cannot be used: it has no command for its workers (tcp.pool.command), and there is no executor in their place", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the server name \"\" must not be empty, have a dot in it, or a letter in upper case")]
    [InlineData("a.b", "the server name \"a.b\" must not be empty, have a dot in it, or a letter in upper case")]
    [InlineData("Main", "the server name \"Main\" must not be empty, have a dot in it, or a letter in upper case")]
    [InlineData("twin", "it has two servers named \"twin\"")]
    [InlineData("endless", "the delimiter of the server \"endless\" is empty")]
    public async Task A_configuration_made_in_code_is_checked(string name, string expected)
    {
        var server = new TcpServerConfiguration(name, RelayAddress.Tcp("", 0), name == "endless" ? "" : ";");
        var configuration = new RrConfiguration { Tcp = new TcpConfiguration([server, server]) };

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => MemoryHost.StartAsync(configuration));

        Assert.StartsWith($"the configuration cannot be used: {expected}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sizes_and_servers_of_a_configuration_made_in_code_are_checked()
    {
        var host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { ["main"] = new() { BatchBytes = -1 } } };
        (RrConfiguration Configuration, string Expected)[] cases =
        [
            (MemoryHost.OneServer with { Tcp = new TcpConfiguration([]) }, "it has no servers"),
            (MemoryHost.OneServer with { Tcp = MemoryHost.OneServer.Tcp with { ReadBufferBytes = 0 } }, "tcp.read_buf_size is 0; it must be 1 to 2147483647 bytes"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { BatchBytes = 67_108_865 } }, "host.batch_bytes is 67108865; it must be 0 to 67108864 bytes"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { Limits = new LimitsConfiguration { MaxMessageBytes = 0 } } }, "host.limits.max_message_size is 0; it must be 1 to 67108864 bytes"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { Limits = new LimitsConfiguration { MaxConnections = -1 } } }, "host.limits.max_connections is -1; it must not be negative"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { Limits = new LimitsConfiguration { IdleTimeout = TimeSpan.FromSeconds(-1) } } }, "host.limits.idle_timeout is -00:00:01; it must not be negative"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { Farewell = new string('x', 4097) } }, "a text of host (refusal, parting, farewell) is longer than 4096 bytes"),
            (MemoryHost.OneServer with { Host = host }, "host.servers.main.batch_bytes is -1; it must be 0 to 67108864 bytes"),
            (MemoryHost.OneServer with { Host = new HostConfiguration { Servers = new Dictionary<string, HostServerConfiguration> { ["Main"] = new() } } }, "host.servers has a server \"Main\" that tcp.servers does not have"),
        ];
        foreach (var (configuration, expected) in cases)
        {
            var failure = await Assert.ThrowsAsync<ArgumentException>(() => MemoryHost.StartAsync(configuration));
            Assert.StartsWith($"the configuration cannot be used: {expected}", failure.Message, StringComparison.Ordinal);
        }
    }
}
