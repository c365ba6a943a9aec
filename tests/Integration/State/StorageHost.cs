using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>A host with one storage and a link to it, for all tests of a class; its clock moves only when a test moves it.</summary>
/// <param name="listen">The section of RPC.</param>
/// <param name="usesRedis">Whether a redis-server holds the values.</param>
public abstract class StorageHost(string listen, bool usesRedis) : IAsyncLifetime
{
    // What the passing of time does to redis, without the waiting: a lifetime that is over takes its value along.
    private const string ShortenLifetimes =
        "for _,k in ipairs(redis.call('KEYS','*')) do local t=redis.call('PTTL',k)-ARGV[1] " +
        "if t>0 then redis.call('PEXPIRE',k,t) elseif redis.call('PTTL',k)>=0 then redis.call('DEL',k) end end return 1";

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private RedisServer? _redis;
    private HostUnderTest? _host;
    private RpcLink? _link;

    /// <summary>Gets the storage, by the clock of the host.</summary>
    public KeyValueStorage Storage => new(_link!, RpcFile.StorageName, new KeyValueOptions { TimeProvider = _time });

    /// <summary>Calls a method over JSON on a connection of its own.</summary>
    public async Task<string> AskAsync(string method, string json)
    {
        await using var rpc = await _host!.ConnectRpcAsync();
        return await rpc.AskAsync(method, json);
    }

    /// <summary>Lets the time pass for the host and for what redis holds.</summary>
    public async ValueTask ElapseAsync(TimeSpan time)
    {
        if (_redis is not null)
        {
            var milliseconds = time.TotalMilliseconds.ToString("0", provider: null);
            Assert.Equal("1", await _redis.CommandAsync("EVAL", ShortenLifetimes, "0", milliseconds));
        }

        _time.Advance(time);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _redis = usesRedis ? await RedisServer.StartAsync() : null;
        var file = RrFile.Recorder with { UsesJournal = false, More = listen + RpcFile.Storage(_redis?.Port) };
        _host = await HostUnderTest.StartAsync(file, time: _time);
        _link = await _host.LinkAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[_link, _host, _redis])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        GC.SuppressFinalize(this);
    }
}
