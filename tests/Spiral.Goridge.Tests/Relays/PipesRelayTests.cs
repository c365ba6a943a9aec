using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace Spiral.Goridge.Tests.Relays;

public sealed class PipesRelayTests : RelayContract
{
    [Fact]
    public Task Sending_to_a_peer_that_has_left_throws_RelayClosed() => AssertThatSendingFailsWhenThePeerHasLeft();

    [Fact]
    public async Task Receive_without_a_token_is_always_complete()
    {
        using var wire = Open();
        wire.PeerWrites(VectorFiles.ReadHex("pong"));
        var receiving = wire.Relay.ReceiveAsync();
        Assert.True(receiving.IsCompleted);
        AssertVector("pong", await receiving);
    }

    [Fact]
    public void Pipes_address_opens_the_standard_streams_and_leaves_them_open()
    {
        for (var round = 0; round < 2; round++)
        {
            using var relay = Relay.Create("pipes://stdin:stdout", new RelayOptions { MaxPayloadBytes = 2048 });
            Assert.IsType<PipesRelay>(relay);
            Assert.Equal(2048, relay.MaxPayloadBytes);
        }
    }

    [Fact]
    public void HasFrame_of_a_disposed_relay_throws_RelayClosed()
    {
        using var wire = Open();
        wire.Relay.Dispose();
        Assert.Throws<RelayClosedException>(() => wire.Relay.HasFrame);
    }

    protected override Wire Open(RelayOptions? options = null)
    {
        var toRelay = new AnonymousPipeServerStream(PipeDirection.Out);
        var fromRelay = new AnonymousPipeServerStream(PipeDirection.In);
        return new Wire(new PipesRelay(Take(toRelay), Take(fromRelay), options), toRelay, fromRelay);
    }

    // The client's end as the kind of handle that a relay takes; the stream forgets it.
    private static SafeFileHandle Take(AnonymousPipeServerStream stream)
    {
        var handle = new SafeFileHandle(stream.ClientSafePipeHandle.DangerousGetHandle(), ownsHandle: true);
        stream.ClientSafePipeHandle.SetHandleAsInvalid();
        return handle;
    }
}
