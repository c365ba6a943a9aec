using System.Text.Json;
using RoadRunner.Integration.Fixture;
using Spiral.Goridge;
using Spiral.Goridge.Rpc;

namespace RoadRunner.Integration;

/// <summary>RPC of a whole host: its address, its life, and connections that it closes.</summary>
public sealed class RpcTests
{
    [Fact]
    public async Task Workers_are_told_the_real_address_of_a_port_0()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        using var client = await host.ConnectAsync();

        Assert.Equal(host.Host.RpcAddress!.ToString(), await client.AskAsync("ENV RR_RPC"));
        Assert.NotEqual(0, host.Host.RpcAddress.Port);
    }

    [Fact]
    public async Task A_host_without_the_section_has_no_rpc()
    {
        await using var host = await HostUnderTest.StartAsync(RrFile.Recorder);
        using var client = await host.ConnectAsync();

        Assert.Null(host.Host.RpcAddress);
        Assert.Equal("", await client.AskAsync("ENV RR_RPC"));
    }

    [Fact]
    public async Task The_host_says_what_it_is()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1) with { More = RpcFile.AnyPort + "kv: { local: { driver: memory } }\nmetrics: { address: \"127.0.0.1:0\" }\nstatus: {}\n" });
        await using var rpc = await host.ConnectRpcAsync();

        Assert.Equal("\"2025.1.15\"", await rpc.AskAsync("rpc.Version", "true"));
        using var features = JsonDocument.Parse(await rpc.AskAsync("host.Features", "true"));
        Assert.Equal("exact", features.RootElement.GetProperty("framing").GetProperty("main").GetString());
        Assert.True(features.RootElement.GetProperty("push").GetBoolean());
        Assert.Equal("{}", await rpc.AskAsync("kv.Set", """{"storage":"local","items":[{"key":"a","value":"eA=="}]}"""));
        Assert.Equal("""{"items":[{"key":"a","value":"eA=="}]}""", await rpc.AskAsync("kv.MGet", """{"storage":"local","items":[{"key":"a"}]}"""));
        Assert.Equal("""{"ok":true}""", await rpc.AskAsync("lock.Lock", """{"resource":"r","id":"a"}"""));
        Assert.Equal("true", await rpc.AskAsync("metrics.Declare", """{"name":"n","collector":{"type":"counter"}}"""));
        Assert.Equal("false", await rpc.AskAsync("app.Info", "\"hello from a worker\""));
        Assert.Contains(host.Log.Records.All, static record => record is { Channel: "app", Text: "hello from a worker" });
        Assert.Equal("""{"code":200}""", await rpc.AskAsync("status.Status", """{"plugin":"tcp"}"""));
        Assert.Equal("""{"code":200}""", await rpc.AskAsync("status.Ready", """{"plugin":"tcp"}"""));
        Assert.Contains("no such plugin: jobs", (await Assert.ThrowsAsync<RpcException>(() => rpc.AskAsync("status.Status", """{"plugin":"jobs"}"""))).Text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Convert.FromBase64String((await rpc.AskAsync("rpc.Config", "true")).Trim('"')));
        Assert.Equal("memory", document.RootElement.GetProperty("kv").GetProperty("local").GetProperty("driver").GetString());
    }

    [Theory]
    [InlineData("kv.Has")]
    [InlineData("metrics.Add")]
    [InlineData("status.Status")]
    public async Task A_service_without_its_section_is_not_there(string method)
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        await using var rpc = await host.ConnectRpcAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => rpc.AskAsync(method, "{}"));

        Assert.Equal($"rpc: can't find service {method}", failure.Text);
    }

    [Fact]
    public async Task Tcp_Close_ends_an_idle_connection_with_one_Close_event()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        await using var rpc = await host.ConnectRpcAsync();
        using var client = await host.ConnectAsync();
        var uuid = (await client.AskAsync("WHO")).Split(' ')[1];

        Assert.Equal("true", await rpc.AskAsync("tcp.Close", $"\"{uuid}\""));

        Assert.Equal("", await client.ReadToEndAsync());
        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        Assert.Equal("true", await rpc.AskAsync("tcp.Close", $"\"{uuid}\""));
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
    }

    [Fact]
    public async Task Tcp_Close_takes_the_socket_of_a_busy_connection_at_once_and_its_Close_event_comes_after_the_answer()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 2));
        await using var rpc = await host.ConnectRpcAsync();
        var held = host.Journal.HoldMessage("slow");
        using var client = await host.ConnectAsync();
        await client.SendAsync("slow\r\nnever seen\r\n");
        var data = await held.WhenHeldAsync();

        Assert.Equal("true", await rpc.AskAsync("tcp.Close", $"\"{data.Uuid}\""));

        Assert.Equal("", await client.ReadToEndAsync());
        Assert.DoesNotContain(host.Journal.Entries.All, static entry => entry.IsClose);
        held.Release();
        await host.Journal.Entries.WhenAsync(static entry => entry.IsClose);
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", "Data", "Close"], host.Journal.Entries.All.Select(static entry => entry.Event));
        Assert.DoesNotContain(host.Log.Texts, static text => text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopping_host_serves_rpc_until_the_workers_are_gone()
    {
        await using var host = await HostUnderTest.StartAsync(RpcFile.Recorder(workers: 1));
        await using var rpc = await host.ConnectRpcAsync();
        await rpc.AskAsync("rpc.Version", "true");
        var held = host.Journal.HoldMessage("slow");
        using var client = await host.ConnectAsync();
        await client.SendAsync("slow\r\n");
        await held.WhenHeldAsync();

        var stopped = host.Host.StopAsync();

        Assert.Equal("\"2025.1.15\"", await rpc.AskAsync("rpc.Version", "true"));
        await using (var late = await host.ConnectRpcAsync())
        {
            // A worker that starts while the host stops is such a client.
            Assert.Equal("\"2025.1.15\"", await late.AskAsync("rpc.Version", "true"));
        }

        held.Release();
        await stopped.Within();
        Assert.Equal("slow\r\n", await client.ReadToEndAsync());
        await rpc.Completion.Within();
        await Assert.ThrowsAsync<RelayClosedException>(() => WhenRefusedAsync(host)).Within();
    }

    private static async Task WhenRefusedAsync(HostUnderTest host)
    {
        while (true)
        {
            await using var late = await host.ConnectRpcAsync();
        }
    }
}
