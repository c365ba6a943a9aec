using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using RoadRunner.Host.Tcp;
using RoadRunner.Host.Tests.InProcess;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Tcp;

public sealed class TransportEndTests
{
    [Fact]
    public async Task Last_bytes_that_nobody_accepts_are_given_up()
    {
        var time = new ManualTime();
        await using var transport = new StuckTransport();
        var ending = TransportEnd.DisposeAsync(transport, TimeSpan.FromSeconds(30), time);
        Assert.False(ending.IsCompleted);

        await time.PassUntilAsync(ending);

        Assert.True(time.Elapsed >= TimeSpan.FromSeconds(30));
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task Without_a_limit_they_are_waited_for()
    {
        var time = new ManualTime();
        await using var transport = new StuckTransport();
        var ending = TransportEnd.DisposeAsync(transport, TimeSpan.Zero, time);
        time.Advance(TimeSpan.FromDays(1));
        Assert.False(ending.IsCompleted);

        transport.Abort();
        await ending.Within();
    }

    /// <summary>A transport whose client takes nothing: only an abort ends it.</summary>
    private sealed class StuckTransport : DefaultConnectionContext, IConnectionSocketFeature
    {
        private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public StuckTransport() => Features.Set<IConnectionSocketFeature>(this);

        public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public override void Abort(ConnectionAbortedException abortReason) => _aborted.TrySetResult();

        public override async ValueTask DisposeAsync()
        {
            await _aborted.Task;
            Socket.Dispose();
            await base.DisposeAsync();
        }
    }
}
