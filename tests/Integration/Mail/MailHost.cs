using System.Text;
using System.Text.RegularExpressions;
using RoadRunner.Integration.Fixture;
using Spiral.RoadRunner.KeyValue;

namespace RoadRunner.Integration.Mail;

/// <summary>A host with workers of the SMTP sample, and the folder where the mails go.</summary>
internal sealed partial class MailHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private HostUnderTest? _host;

    private MailHost()
    {
    }

    public HostUnderTest Host => _host!;

    public int Port => Host.Host.Servers.Single().Address.Port;

    public string Folder => _folder.Path;

    /// <summary>Gets the files of the mails, and of nothing else: not of those that are being written.</summary>
    public IReadOnlyList<string> Files => FilesIn(Folder);

    public static async Task<MailHost> StartAsync(int workers = 4, int? redis = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var mails = new MailHost();
        try
        {
            mails._host = await HostUnderTest.StartAsync(MailFile.Of(mails.Folder, workers, redis, settings));
            return mails;
        }
        catch
        {
            await mails.DisposeAsync();
            throw;
        }
    }

    public static IReadOnlyList<string> FilesIn(string folder) => [.. Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)];

    /// <summary>Returns the one mail that has come, its characters bytes, and deletes it.</summary>
    public async Task<string> TakeAsync()
    {
        var file = Assert.Single(Files);
        var text = await File.ReadAllTextAsync(file, Encoding.Latin1);
        File.Delete(file);
        return text;
    }

    /// <summary>Connects, says EHLO.</summary>
    public async Task<MailClient> ConnectAsync() => await MailClient.GreetAsync(await Host.ConnectAsync(MailFile.Server));

    /// <summary>Waits until so many connections are gone for the workers too.</summary>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlyList<string>> WhenEndedAsync(int connections)
    {
        var records = await Host.Log.Records.WhenAsync(static record => Ended().IsMatch(record.Text), connections);
        return [.. records.Select(static record => Ended().Match(record.Text).Groups["uuid"].Value)];
    }

    /// <summary>Returns those of the connections that the storage still knows.</summary>
    public async Task<IReadOnlyList<string>> KnownAsync(IReadOnlyList<string> connections)
    {
        await using var link = await Host.LinkAsync();
        var storage = new KeyValueStorage(link, RpcFile.StorageName);
        var known = await storage.HasManyAsync(connections.Select(static uuid => $"rr:tcp:{uuid}"), TestContext.Current.CancellationToken);
        return [.. connections.Where((_, index) => known[index])];
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    [GeneratedRegex("^Connection (?<uuid>[0-9a-f-]{36}) of .* ended: ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ended();
}
