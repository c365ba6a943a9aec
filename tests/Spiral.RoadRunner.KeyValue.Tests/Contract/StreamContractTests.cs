namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The contract on the fake server behind a real connection.</summary>
public sealed class StreamContractTests : KeyValueContract, IAsyncDisposable
{
    private readonly StreamServer _server;

    public StreamContractTests()
        : this(new ManualTime())
    {
    }

    private StreamContractTests(ManualTime time)
        : this(time, new StreamServer(new FakeServer(time)))
    {
    }

    private StreamContractTests(ManualTime time, StreamServer server)
        : base(() => new(new KeyValueStorage(server.Caller, TestBed.StorageName, new KeyValueOptions { TimeProvider = time })), span => Elapse(time, span)) =>
        _server = server;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static ValueTask Elapse(ManualTime time, TimeSpan span)
    {
        time.Advance(span);
        return default;
    }
}
