using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration;

/// <summary>A host that the tests of one class share: two Recorder workers behind a CR LF server and one with a delimiter of five bytes.</summary>
public sealed class RecorderPair : IAsyncLifetime
{
    internal const string FiveBytes = "five";

    internal HostUnderTest Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await HostUnderTest.StartAsync(RrFile.Recorder with
    {
        Workers = 2,
        Servers = [RrFile.Main, FiveBytes],
        Delimiters = new Dictionary<string, string> { [FiveBytes] = "<EOM>" },
    });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Returns the events of the connection that sent a text, in their order, once it is closed.</summary>
    internal Task<IReadOnlyList<JournalEntry>> EventsOfAsync(string text) => Host.Journal.EventsOfAsync(text);
}
