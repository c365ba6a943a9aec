using System.Net.Sockets;

namespace Spiral.Goridge.Tests.Relays;

/// <summary>What both kinds of socket relays promise beyond <see cref="RelayContract"/>.</summary>
public abstract class SocketRelayContract : RelayContract
{
    [Fact]
    public Task Sending_to_a_peer_that_has_left_throws_RelayClosed() => AssertThatSendingFailsWhenThePeerHasLeft();

    [Fact]
    public void Relay_connects_with_its_first_use()
    {
        using var listener = Listen(out var address);
        using var relay = new SocketRelay(address);
        Assert.False(relay.IsConnected);

        relay.SendPayload("CONTINUE"u8, []);
        Assert.True(relay.IsConnected);

        using var peer = listener.Accept();
        relay.Dispose();
        Assert.False(relay.IsConnected);
    }

    // A worker may send from one thread while another one waits for the first frame.
    [Fact]
    public async Task First_use_from_two_threads_makes_one_connection()
    {
        const int Relays = 20;
        const int Threads = 4;
        using var listener = Listen(out var address);
        for (var round = 0; round < Relays; round++)
        {
            using var relay = new SocketRelay(address);
            using var allReady = new Barrier(Threads);
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    allReady.SignalAndWait(TestLimit.Generous);
                    relay.Connect();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))).Within();
        }

        var connections = 0;
        while (listener.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            listener.Accept().Dispose();
            connections++;
        }

        Assert.Equal(Relays, connections);
    }

    [Fact]
    public async Task Waiting_receive_ends_when_the_relay_is_disposed()
    {
        using var wire = Open();
        var blocking = wire.Receive();
        wire.Relay.Dispose();
        await Assert.ThrowsAsync<RelayClosedException>(() => blocking);
    }

    [Fact]
    public async Task Waiting_asynchronous_receive_ends_when_the_relay_is_disposed()
    {
        using var wire = Open();
        var receiving = wire.Receive(blocking: false);
        wire.Relay.Dispose();
        await Assert.ThrowsAsync<RelayClosedException>(() => receiving);
    }

    [Fact]
    public void Connection_that_nobody_answers_is_named_with_the_number_of_attempts()
    {
        Listen(out var address).Dispose();
        using var relay = new SocketRelay(address);
        var exception = Assert.Throws<RelayClosedException>(relay.Connect);
        var cause = Assert.IsType<SocketException>(exception.InnerException, exactMatch: false);
        Assert.Equal($"Connecting to {address} failed 10 times: {cause.Message}", exception.Message);
    }

    [Fact]
    public async Task Dispose_ends_the_attempts_to_connect()
    {
        Listen(out var address).Dispose();
        using var relay = new SocketRelay(address);
        var connecting = Task.Run(relay.Connect);
        relay.Dispose();
        await Assert.ThrowsAsync<RelayClosedException>(() => connecting.Within());
        Assert.Equal("The relay has been closed.", Assert.Throws<RelayClosedException>(relay.Connect).Message);
    }

    [Fact]
    public async Task Two_relays_talk_to_each_other()
    {
        using var listener = Listen(out var address);
        using var worker = Relay.Create(address.ToString());
        worker.Send(FrameFlags.Control, [], """{"pid":42}"""u8);
        using var server = new SocketRelay(await listener.AcceptAsync().Within());
        Assert.True(server.IsConnected);
        AssertVector("control-pid-reply", await server.ReceiveAsync().Within());
    }

    protected override Wire Open(RelayOptions? options = null)
    {
        using var listener = Listen(out var address);
        var relay = new SocketRelay(address, options);
        relay.Connect();
        var peer = new NetworkStream(listener.Accept(), ownsSocket: true);
        return new Wire(relay, peer, peer);
    }

    protected abstract Socket Listen(out RelayAddress address);
}
