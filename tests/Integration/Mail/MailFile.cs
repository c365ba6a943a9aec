using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Mail;

/// <summary>Files that run the SMTP sample.</summary>
internal static class MailFile
{
    /// <summary>The name of the server.</summary>
    public const string Server = "smtp";

    private const string Batches = $"host: {{ servers: {{ {Server}: {{ batch_bytes: 64KiB }} }} }}\n";

    /// <summary>Gets a file for workers that share their sessions. Mails are stored as they come, without a trace and without waiting for the disk.</summary>
    /// <param name="folder">Where the mails go.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="redis">The port of a redis that keeps the sessions; null means the memory of the host.</param>
    /// <param name="settings">More settings, by their names.</param>
    public static RrFile Of(string folder, int workers, int? redis = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["SMTP__FOLDER"] = folder,
            ["SMTP__STORAGE"] = RpcFile.StorageName,
            ["SMTP__ADDTRACE"] = "false",
            ["SMTP__FLUSHESTODISK"] = "false",
        };
        foreach (var (name, value) in settings)
        {
            environment[$"SMTP__{name.ToUpperInvariant()}"] = value;
        }

        return new RrFile(Programs.Smtp)
        {
            Servers = [Server],
            Workers = workers,
            UsesJournal = false,
            Environment = environment,
            More = RpcFile.AnyPort + RpcFile.Storage(redis) + Batches,
        };
    }
}
