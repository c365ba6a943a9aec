using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>The one place where the workers of a pool agree, on the clock of the server.</summary>
internal sealed class FakeLeases(ManualTime time)
{
    private FakeLease? _holder;

    /// <summary>Gets or sets a value indicating whether the workers reach it.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>Gets how long the last holder was promised to have it.</summary>
    public TimeSpan Life { get; private set; }

    public FakeLease? Holder => _holder is { } holder && time.Elapsed < holder.Until ? holder : null;

    public ITimerLeases Of(ManualTime worker) => new Client(this, worker);

    /// <summary>Forgets who has it, as a server does that was restarted.</summary>
    public void Forget() => _holder = null;

    private void Reach()
    {
        if (!IsReachable)
        {
            throw new RpcException("lock.Lock", "out of reach");
        }
    }

    private sealed class Client(FakeLeases server, ManualTime clock) : ITimerLeases
    {
        public bool IsAvailable => true;

        public ValueTask<ITimerLease?> TryAcquireAsync(string timer, TimeSpan ttl, CancellationToken cancellationToken)
        {
            server.Reach();
            if (server.Holder is not null)
            {
                return default;
            }

            server.Life = ttl;
            server._holder = new FakeLease(server, clock);
            server._holder.Restart(ttl);
            return new ValueTask<ITimerLease?>(server._holder);
        }
    }

    internal sealed class FakeLease : ITimerLease
    {
        private readonly CancellationTokenSource _lost = new();
        private readonly FakeLeases _server;
        private readonly ITimer _end;

        public FakeLease(FakeLeases server, ManualTime clock)
        {
            _server = server;
            _end = clock.CreateTimer(_ => _lost.Cancel(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public TimeSpan Until { get; private set; }

        public CancellationToken Lost => _lost.Token;

        public void Restart(TimeSpan ttl)
        {
            Until = _server.Now + ttl;
            _end.Change(ttl, Timeout.InfiniteTimeSpan);
        }

        public ValueTask<bool> ExtendAsync(TimeSpan ttl, CancellationToken cancellationToken)
        {
            _server.Reach();
            if (_server.Holder != this)
            {
                _lost.Cancel();
                return new ValueTask<bool>(result: false);
            }

            Restart(ttl);
            return new ValueTask<bool>(result: true);
        }

        public ValueTask DisposeAsync()
        {
            _end.Dispose();
            if (_server._holder == this)
            {
                _server._holder = null;
            }

            return ValueTask.CompletedTask;
        }
    }

    private TimeSpan Now => time.Elapsed;
}
