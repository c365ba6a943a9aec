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
            User = section.Text("user"),
            OnInit = ReadOnInit(section.Section("on_init")),
            RelayTimeout = section.Duration("relay_timeout", TimeSpan.Zero) is { Ticks: > 0 } timeout ? timeout : null,
        };
        section.NoEffect("it has none in RoadRunner either; workers have the groups of server.user", "group");
        return server;
    }

    private static OnInitConfiguration? ReadOnInit(ConfigurationSection section)
    {
        if (section.TryCommand("command", out var command) && command is null && section.Exists)
        {
            section.Error("command", "command should not be empty");
        }

        var onInit = new OnInitConfiguration(command ?? [])
        {
            ExecTimeout = section.Duration("exec_timeout", ConfigurationDefaults.ExecTimeout),
            Environment = section.Variables("env"),
            User = section.Text("user"),
            ExitOnError = section.Flag("exit_on_error"),
        };
        return section.Exists ? onInit : null;
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
