using System.Net;
using System.Net.Sockets;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>A connection that waits holds no buffer, whatever <c>tcp.read_buf_size</c> is.</summary>
/// <remarks>Alone, because what other tests hold would be counted too.</remarks>
[Collection(nameof(IdleMemoryTests))]
[CollectionDefinition(nameof(IdleMemoryTests), DisableParallelization = true)]
public sealed class IdleMemoryTests
{
    private const int Connections = 200;
    private const int MostBytesEach = 32 * 1024;

    [Theory]
    [InlineData(FramingMode.Exact)]
    [InlineData(FramingMode.RoadRunner)]
    public async Task Two_hundred_idle_clients_hold_a_few_KiB_each(FramingMode framing)
    {
        await using var host = await MemoryHost.StartAsync(MemoryHost.OneServer with { Host = new HostConfiguration { Framing = framing } }, listens: true);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new List<Socket>();
        for (var number = 0; number < Connections; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, host.Host.Servers[0].Address.Port).Within();
        }

        await host.WhenOpenAsync(Connections);
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(held, long.MinValue, Connections * MostBytesEach);
        sockets.ForEach(static socket => socket.Dispose());
        await host.WhenOpenAsync(0);
    }
}
