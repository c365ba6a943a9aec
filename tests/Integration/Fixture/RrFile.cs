using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RoadRunner.Integration.Fixture;

/// <summary>What a test wants to stand in its <c>.rr.yaml</c>.</summary>
internal sealed record RrFile
{
    /// <summary>The server that a test gets when it does not ask for others.</summary>
    public const string Main = "main";

    /// <summary>Gets a new file for a well-behaved worker that records its events.</summary>
    public static RrFile Recorder => new(Programs.Recorder);

    /// <summary>Describes a server of one worker.</summary>
    /// <param name="program">What <c>dotnet</c> runs.</param>
    public RrFile(string program) => Command = ["dotnet", program];

    public IReadOnlyList<string> Command { get; init; }

    public int Workers { get; init; } = 1;

    public string Relay { get; init; } = "pipes";

    public string AllocateTimeout { get; init; } = "60s";

    /// <summary>Gets the names of the servers; all on loopback with a port of the system's choice.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [Main];

    /// <summary>Gets addresses of servers that are not on a port of the system's choice.</summary>
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets delimiters that are not CR LF.</summary>
    public IReadOnlyDictionary<string, string> Delimiters { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets variables of the server itself, which do not stand in the file; only <see cref="ServeProcess"/> has them.</summary>
    public IReadOnlyDictionary<string, string> ServerEnvironment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets a value indicating whether a Recorder reports to the journal.</summary>
    public bool UsesJournal { get; init; } = true;

    /// <summary>Gets more keys of the section <c>server</c>, one in each text.</summary>
    public IReadOnlyList<string> Server { get; init; } = [];

    /// <summary>Gets more keys of the pool, one in each text.</summary>
    public IReadOnlyList<string> Pool { get; init; } = [];

    /// <summary>Gets more sections, as they stand.</summary>
    public string More { get; init; } = "";

    public static RrFile Of(string worker) => new(Programs.Worker(worker));

    public string ToYaml(string journal)
    {
        var yaml = new StringBuilder();
        yaml.AppendLine("version: \"3\"")
            .AppendLine("server:")
            .AppendLine(CultureInfo.InvariantCulture, $"  command: [{string.Join(", ", Command.Select(Quote))}]")
            .AppendLine(CultureInfo.InvariantCulture, $"  relay: {Quote(Relay)}")
            .AppendJoin("", Server.Select(static key => $"  {key}\n"))
            .AppendLine("  env:");
        foreach (var (name, value) in Environment.Prepend(new("JOURNAL", UsesJournal ? journal : "")))
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"    {name}: {Quote(value)}");
        }

        yaml.AppendLine("tcp:")
            .AppendLine("  pool:")
            .AppendLine(CultureInfo.InvariantCulture, $"    num_workers: {Workers}")
            .AppendLine(CultureInfo.InvariantCulture, $"    allocate_timeout: {AllocateTimeout}")
            .AppendJoin("", Pool.Select(static key => $"    {key}\n"))
            .AppendLine("  servers:");
        foreach (var server in Servers)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"    {server}:")
                .AppendLine(CultureInfo.InvariantCulture, $"      addr: {Quote(Addresses.GetValueOrDefault(server, "tcp://127.0.0.1:0"))}");
            if (Delimiters.TryGetValue(server, out var delimiter))
            {
                yaml.AppendLine(CultureInfo.InvariantCulture, $"      delimiter: {Quote(delimiter)}");
            }
        }

        return yaml.AppendLine(More).ToString();
    }

    // A string of JSON is a string of YAML.
    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
