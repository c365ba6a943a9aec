namespace RoadRunner.Host.Configuration;

/// <summary>Finds what would do harm in a configuration that was made in code; one that was read from a file has been checked.</summary>
internal static class ConfigurationCheck
{
    private const string Unusable = "the configuration cannot be used: ";

    /// <summary>Checks the servers, and the command unless it is not needed.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names it.</exception>
    public static void ThrowIfUnusable(RrConfiguration configuration, bool needsCommand)
    {
        if (configuration.Tcp.Servers.Count == 0)
        {
            throw new ArgumentException(Unusable + "it has no servers", nameof(configuration));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in configuration.Tcp.Servers)
        {
            if (server.Name.Length == 0 || server.Name.Any(static letter => letter == '.' || char.IsUpper(letter)))
            {
                throw new ArgumentException(Unusable + $"the server name \"{server.Name}\" must not be empty, have a dot in it, or a letter in upper case", nameof(configuration));
            }

            if (!names.Add(server.Name))
            {
                throw new ArgumentException(Unusable + $"it has two servers named \"{server.Name}\"", nameof(configuration));
            }

            if (server.Delimiter.IsEmpty)
            {
                throw new ArgumentException(Unusable + $"the delimiter of the server \"{server.Name}\" is empty", nameof(configuration));
            }
        }

        if (needsCommand && configuration.Tcp.Pool.Command.Count == 0)
        {
            throw new ArgumentException(Unusable + "it has no command for its workers (tcp.pool.command), and there is no executor in their place", nameof(configuration));
        }
    }
}
