using System.Text;

namespace Spiral.RoadRunner.Tcp.Tests;

public sealed class TcpContextCacheTests
{
    private readonly TcpContextCache _cache = new();

    [Fact]
    public void Context_of_data_is_decoded_once() =>
        Assert.Same(Get(Contexts.Data), Get(Contexts.Data));

    [Theory]
    [InlineData(Contexts.Connected)]
    [InlineData(Contexts.Close)]
    [InlineData("{}")]
    public void Context_that_comes_once_in_a_connection_is_not_kept(string context) =>
        Assert.NotSame(Get(context), Get(context));

    [Fact]
    public void Contexts_that_differ_in_one_byte_are_two()
    {
        var first = Get("""{"uuid":"a","event":"DATA"}""");
        var second = Get("""{"uuid":"b","event":"DATA"}""");

        Assert.Equal(("a", "b"), (first.ConnectionUuid, second.ConnectionUuid));
    }

    [Fact]
    public void Context_survives_one_change_of_generations_and_is_forgotten_with_the_second()
    {
        var first = Get(Contexts.DataOf(0));
        Fill(from: 1, count: 8192);
        Assert.Same(first, Get(Contexts.DataOf(0)));

        Fill(from: 10_000, count: 2 * 8192);
        Assert.NotSame(first, Get(Contexts.DataOf(0)));
    }

    [Fact]
    public void Context_in_use_is_never_forgotten()
    {
        var first = Get(Contexts.DataOf(0));

        for (var round = 1; round <= 10; round++)
        {
            Fill(from: round * 10_000, count: 8000);
            Assert.Same(first, Get(Contexts.DataOf(0)));
        }
    }

    [Fact]
    public void Memory_is_bounded_by_two_generations()
    {
        const int Connections = 50_000;
        var decoded = new List<WeakReference>(Connections);
        for (var connection = 0; connection < Connections; connection++)
        {
            Remember(decoded, connection);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(decoded.Count(reference => reference.IsAlive), 1, 2 * 8192);
        GC.KeepAlive(_cache);
    }

    [Fact]
    public async Task Events_of_many_connections_are_never_mixed_up()
    {
        const int Connections = 20_000;
        await using var rig = new TcpRig();
        var loop = OwnThread.Run(() => rig.Tcp.Run(request =>
            rig.Tcp.Respond($"{request.Event} {request.ConnectionUuid} {request.Server} {request.RemoteAddress} {request.GetText()}")));

        for (var round = 0; round < 2; round++)
        {
            for (var connection = 0; connection < Connections; connection++)
            {
                await rig.Server.SendEventAsync(Contexts.DataOf(connection), "x");
                var expected = $"Data {Contexts.UuidOf(connection)} s{connection % 3} 10.0.0.1:{connection} x";
                Assert.Equal(expected, Encoding.UTF8.GetString(RawFrame.Parse(await rig.Server.ReceiveAsync()).Body.Span));
            }
        }

        await rig.Server.SendStopAsync();
        await loop.Within();
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private void Remember(List<WeakReference> decoded, int connection) => decoded.Add(new WeakReference(Get(Contexts.DataOf(connection))));

    private void Fill(int from, int count)
    {
        for (var connection = from; connection < from + count; connection++)
        {
            Get(Contexts.DataOf(connection));
        }
    }

    private TcpContext Get(string context) => _cache.GetOrParse(Encoding.UTF8.GetBytes(context));
}
