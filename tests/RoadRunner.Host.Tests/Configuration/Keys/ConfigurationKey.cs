using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

/// <summary>One key of the configuration file.</summary>
/// <param name="Path">The key, in dots; names that a user chooses are those of the file of the test.</param>
/// <param name="Type">The type and the unit.</param>
/// <param name="Default">What the key is when it is left out, in its unit: RoadRunner's, or for <c>host</c> ours. "required": it may not be left out.</param>
/// <param name="Page">Where the protocol notes say so: page and section.</param>
internal sealed record ConfigurationKey(string Path, string Type, string Default, string Page)
{
    /// <summary>The default of a key that may not be left out.</summary>
    public const string Required = "required";

    /// <summary>The default of a key that has none.</summary>
    public const string None = "–";

    /// <summary>Gets a value other than the default, as the file has it.</summary>
    public required string Sample { get; init; }

    /// <summary>Gets what arrives of it in the configuration, in the unit of the key.</summary>
    public string Arrives { get => field ?? Sample; init; }

    /// <summary>Gets how to find it there; null when it has no effect.</summary>
    public Func<RrConfiguration, string>? Read { get; init; }

    /// <summary>Gets what else the file has to have, each as <c>path=value</c>.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Gets what the file has to have together with the key and not without it, as <c>path=value</c>.</summary>
    public string? Pair { get; init; }

    /// <summary>Gets what is said when a required key is missing: the end of the message.</summary>
    public string Missing { get; init; } = "";

    /// <summary>Gets whether a key without an effect is accepted without a word.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Gets the key as pages write it: with NAME for the names that a user chooses, and where it is described, not where it may stand as well.</summary>
    public string Name => string
        .Join('.', Path.Split('.').Select(static part => part is "main" or "channel" or "local" or "shared" or "counter" ? "NAME" : part))
        .Replace("logs.channels.NAME", "logs", StringComparison.Ordinal)
        .Replace("host.servers.NAME.pool", "tcp.pool", StringComparison.Ordinal);
}
