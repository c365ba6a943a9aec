using System.Threading.Channels;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A link to a scripted peer under a manual clock, with everything the link said about itself.</summary>
internal sealed class LinkFixture : IAsyncDisposable
{
    private readonly Channel<RpcLinkHealth> _changes = Channel.CreateUnbounded<RpcLinkHealth>();

    public LinkFixture(Func<RpcLinkOptions, RpcLinkOptions>? change = null)
    {
        // No duration is the same as another one, so that each timer can be told by its length.
        var options = new RpcLinkOptions
        {
            Connector = Peer.ConnectAsync,
            TimeProvider = Time,
            CallTimeout = Seconds.Of(21),
            DrainTimeout = Seconds.Of(5),
        };
        Link = new RpcLink(change?.Invoke(options) ?? options);
        Link.OnChange(health => _changes.Writer.TryWrite(health));
    }

    public ScriptedPeer Peer { get; } = new();

    public ObservedTime Time { get; } = new();

    public RpcLink Link { get; }

    public static async Task<LinkFixture> ConnectedAsync(Func<RpcLinkOptions, RpcLinkOptions>? change = null)
    {
        var fixture = new LinkFixture(change);
        await fixture.Link.ConnectAsync(TestContext.Current.CancellationToken).Within();
        return fixture;
    }

    /// <summary>Starts a call with a text as argument and result.</summary>
    public Task<string?> CallAsync(string method, string argument = "") =>
        Link.CallAsync(method, argument, TestCodecs.Text, timeout: null, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits for the first notification, of those not yet looked at, for which the condition holds.</summary>
    public async Task<RpcLinkHealth> UntilAsync(Func<RpcLinkHealth, bool> condition)
    {
        while (true)
        {
            var health = await _changes.Reader.ReadAsync(TestContext.Current.CancellationToken).Within();
            if (condition(health))
            {
                return health;
            }
        }
    }

    public Task<RpcLinkHealth> UntilAsync(RpcLinkState state) => UntilAsync(health => health.State == state);

    public async ValueTask DisposeAsync()
    {
        await Link.CloseAsync(TimeSpan.Zero).Within();
        Peer.Dispose();
    }
}
