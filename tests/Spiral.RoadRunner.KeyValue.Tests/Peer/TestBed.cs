using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>A storage over the fake server, with the clock of both.</summary>
internal sealed class TestBed
{
    public const string StorageName = "local";

    public TestBed(IValueTransform? transform = null)
    {
        Server = new FakeServer(Time);
        Caller = new FakeCaller(Server);
        Storage = Open(StorageName, transform);
    }

    public ManualTime Time { get; } = new();

    public FakeServer Server { get; }

    public FakeCaller Caller { get; }

    public KeyValueStorage Storage { get; }

    /// <summary>Gets the methods that were called, in order.</summary>
    public string[] Methods => [.. Caller.Calls.Select(call => call.Method)];

    public KeyValueStorage Open(string name, IValueTransform? transform = null) =>
        new(Caller, name, new KeyValueOptions { TimeProvider = Time, Transform = transform });

    /// <summary>Returns the items of the last kv.Set.</summary>
    public IReadOnlyList<KvItem> LastSet() => KvRequest.Parser.ParseFrom(Caller.Calls.Last(call => call.Method == "kv.Set").Body).Items;
}
