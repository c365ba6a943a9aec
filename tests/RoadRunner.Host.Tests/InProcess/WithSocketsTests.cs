using System.Net;
using System.Net.Sockets;
using System.Text;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Events of real clients that are handled inside the host's process.</summary>
public sealed class WithSocketsTests
{
    [Fact]
    public async Task Clients_of_the_listener_and_brought_ones_are_served_side_by_side()
    {
        await using var host = await MemoryHost.StartAsync(listens: true);
        using var socket = await ConnectAsync(host);
        await using var brought = host.Connect();
        await socket.SendAsync("a\r\nb\r\n"u8.ToArray()).Within();
        await brought.SendAsync("c\r\n");

        await brought.ExpectAsync("c\r\n");
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal("a\r\nb\r\n", await ReadToEndAsync(socket));
        Assert.Equal($"{socket.LocalEndPoint}", host.Executor.Seen.First(static seen => seen.RemoteAddress != "@").RemoteAddress);
    }

    [Fact]
    public async Task Rpc_without_a_section_is_there_for_brought_connections_only()
    {
        await using var host = await MemoryHost.StartAsync(listens: true);
        await using var rpc = host.ConnectRpc();

        Assert.Null(host.Host.RpcAddress);
        Assert.Equal("\"2025.1.15\"", await rpc.CallAsync("rpc.Version", "true"));
    }

    [Fact]
    public async Task Tcp_Close_takes_the_socket_of_a_busy_connection_at_once()
    {
        await using var host = await MemoryHost.StartAsync(listens: true);
        await using var rpc = host.ConnectRpc();
        var held = new HeldScript(host.Executor, "slow\r\n");
        using var socket = await ConnectAsync(host);
        await socket.SendAsync("slow\r\n"u8.ToArray()).Within();
        await held.WhenHeldAsync();

        await rpc.CallAsync("tcp.Close", $"\"{host.Executor.Seen[0].Uuid}\"");

        Assert.Equal("", await ReadToEndAsync(socket));
        held.Release();
        await host.Host.StopAsync().Within();
        Assert.Equal(["Connected", @"Data slow\r\n", "Close"], host.Executor.Texts);
    }

    [Fact]
    public async Task A_stop_ends_the_event_in_flight_and_every_client_gets_its_end()
    {
        await using var host = await MemoryHost.StartAsync(listens: true);
        var held = new HeldScript(host.Executor, "slow\r\n");
        using var idle = await ConnectAsync(host);
        await idle.SendAsync("x\r\n"u8.ToArray()).Within();
        Assert.Equal(3, await idle.ReceiveAsync(new byte[3].AsMemory()).Within());
        using var busy = await ConnectAsync(host);
        await busy.SendAsync("slow\r\n"u8.ToArray()).Within();
        await held.WhenHeldAsync();

        var stopping = host.Host.StopAsync();
        Assert.Equal("", await ReadToEndAsync(idle));
        Assert.False(stopping.IsCompleted);
        held.Release();

        await stopping.Within();
        Assert.Equal("slow\r\n", await ReadToEndAsync(busy));
        Assert.All(host.Executor.Seen.GroupBy(static seen => seen.Uuid), static events => Assert.Equal(
            [ConnectionEventKind.Connected, ConnectionEventKind.Data, ConnectionEventKind.Close], events.Select(static seen => seen.Kind)));
    }

    [Fact]
    public async Task An_event_that_blocks_its_thread_holds_up_nobody_else()
    {
        await using var host = await MemoryHost.StartAsync(listens: true);
        using var released = new ManualResetEventSlim();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Executor.Script = (connectionEvent, body, output, _) =>
        {
            if (body == "block\r\n")
            {
                arrived.SetResult();
                released.Wait(TestLimit.Generous, TestContext.Current.CancellationToken);
            }

            ScriptedExecutor.Write(output, body);
            return ValueTask.FromResult(connectionEvent.Kind == ConnectionEventKind.Data ? EventAnswer.Respond : EventAnswer.Read);
        };
        using var blocked = await ConnectAsync(host);
        await blocked.SendAsync("block\r\n"u8.ToArray()).Within();
        await arrived.Task.Within();
        using var other = await ConnectAsync(host);
        await other.SendAsync("free\r\n"u8.ToArray()).Within();
        other.Shutdown(SocketShutdown.Send);

        Assert.Equal("free\r\n", await ReadToEndAsync(other));
        released.Set();
        blocked.Shutdown(SocketShutdown.Send);
        Assert.Equal("block\r\n", await ReadToEndAsync(blocked));
    }

    private static async Task<Socket> ConnectAsync(MemoryHost host)
    {
        var address = host.Host.Servers.Single().Address;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port).Within();
        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[256];
        int count;
        while ((count = await socket.ReceiveAsync(buffer.AsMemory()).Within()) > 0)
        {
            bytes.AddRange(buffer.AsSpan(0, count));
        }

        return Encoding.Latin1.GetString([.. bytes]);
    }
}
