using Spiral.Goridge;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Reads the section <c>server</c>.</summary>
internal static class ServerReader
{
    public static ServerConfiguration Read(ConfigurationSection section, bool commandRequired)
    {
        if (section.TryCommand("command", out var command) && command is null && commandRequired && section.Exists)
        {
            section.Error("command", "command should not be empty");
        }

        var server = new ServerConfiguration(command ?? [])
        {
            Environment = section.Variables("env"),
            Relay = ReadRelay(section),
        };
        section.NotSupported("user", "group", "relay_timeout");
        section.NotSupportedSection("on_init", "command", "exec_timeout", "env", "user", "exit_on_error");
        return server;
    }

    private static RelayAddress ReadRelay(ConfigurationSection section)
    {
        if (section.Text("relay") is not { } text)
        {
            return RelayAddress.Pipes;
        }

        if (RelayAddress.TryParse(text, out var address, out var error))
        {
            return address;
        }

        section.Error("relay", error.TrimEnd('.'));
        return RelayAddress.Pipes;
    }
}
