using System.Globalization;
using System.Text;
using RoadRunner.Host;
using RoadRunner.Host.Configuration;
using Spectre.Console;
using Spiral.Goridge;

namespace RoadRunner.Cli.Serve;

/// <summary>What a person sees when everything has started: servers, addresses, the pool, and a line to try.</summary>
internal static class StartTable
{
    // A table that is wider than the terminal is cut by the terminal, not folded by us: its lines are meant to be copied.
    private const int Width = 160;

    public static void Print(TextWriter output, RrConfiguration configuration, RoadRunnerHost host, ProgramWatch? watch)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Width;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Server", "Address", "Try");
        foreach (var server in host.Servers)
        {
            table.AddRow(Markup.Escape(server.Name), Markup.Escape(server.Address.ToString()), Markup.Escape(TryLine(server)));
        }

        console.WriteLine($"RoadRunner TCP for .NET {Product.Version}, {Path.GetFileName(configuration.File)}");
        console.Write(table);
        var pids = string.Join(", ", host.Workers.Select(static worker => worker.Pid.ToString(CultureInfo.InvariantCulture)));
        console.WriteLine($"Pool: {host.Workers.Count} workers over {configuration.Server.Relay.Kind.ToString().ToLowerInvariant()}, pids {pids}: {string.Join(' ', configuration.Tcp.Pool.Command)}");
        foreach (var directory in watch?.Directories ?? [])
        {
            console.WriteLine($"A new build in {directory} replaces the workers.");
        }

        console.WriteLine("Ctrl+C stops.");
    }

    private static string TryLine(TcpServerInfo server)
    {
        var target = server.Address.Kind == RelayKind.Unix
            ? $"-U {server.Address.Path}"
            : string.Create(CultureInfo.InvariantCulture, $"{Reachable(server.Address.Host)} {server.Address.Port}");
        return $"printf 'hi{Escape(server.Delimiter.Span)}' | nc -q1 {target}";
    }

    private static string Reachable(string host) => host switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        _ => host,
    };

    private static string Escape(ReadOnlySpan<byte> delimiter)
    {
        var text = new StringBuilder();
        foreach (var value in delimiter)
        {
            _ = value switch
            {
                (byte)'\r' => text.Append("\\r"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\'' or (byte)'%' or (byte)'\\' or < 0x20 or > 0x7e => text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0')),
                _ => text.Append((char)value),
            };
        }

        return text.ToString();
    }
}
