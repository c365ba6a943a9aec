using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>A host that the tests of one class share: two Recorder workers behind a raw server and one that batches up to 16 bytes.</summary>
public sealed class RawAndBatchHost : IAsyncLifetime
{
    internal const string Raw = "raw";
    internal const string Batch = "batch";

    internal HostUnderTest Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostUnderTest.StartAsync(RrFile.Recorder with
    {
        Workers = 2,
        Servers = [Raw, Batch],
        More = "host: { servers: { raw: { framing: raw }, batch: { batch_bytes: 16 } } }",
    });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Returns the events of the connection that sent a text, in their order, once it is closed.</summary>
    internal Task<IReadOnlyList<JournalEntry>> EventsOfAsync(string text) => Host.Journal.EventsOfAsync(text);
}
