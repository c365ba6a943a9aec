using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Spiral.Goridge;

namespace RoadRunner.Integration.Fixture;

/// <summary><c>dotnet rr serve</c> as a process of its own.</summary>
internal sealed partial class ServeProcess : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    private ServeProcess(Func<string, string?> yaml, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ConfigurationFile = yaml(Journal.Address) is { } text ? _folder.Write(".rr.yaml", text) : _folder.PathOf(".rr.yaml");
        var info = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Programs.Cli, "serve", "-c", ConfigurationFile },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Keep(line.Data, Output);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data, Error);
        _process.Start();
        ProcessLedger.Remember(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    public string ConfigurationFile { get; }

    public Journal Journal { get; } = new();

    public Observed<string> Output { get; } = new("a line on stdout");

    public Observed<string> Error { get; } = new("a line on stderr");

    public IReadOnlyList<int> Pids { get; private set; } = [];

    /// <summary>Starts the command and waits for nothing.</summary>
    public static ServeProcess Launch(RrFile file, params string[] arguments) => new(file.ToYaml, file.ServerEnvironment, arguments);

    /// <summary>Starts the command and waits until it has printed its table.</summary>
    public static async Task<ServeProcess> StartAsync(RrFile file, params string[] arguments)
    {
        var serve = Launch(file, arguments);
        await serve.Output.WhenAsync(static line => line.StartsWith("Ctrl+C", StringComparison.Ordinal));
        serve.Pids = [.. PidsLine().Match(string.Join('\n', serve.Output.All)).Groups["pids"].Value.Split(", ").Select(static pid => int.Parse(pid, CultureInfo.InvariantCulture))];
        foreach (var pid in serve.Pids)
        {
            ProcessLedger.Remember(pid);
        }

        return serve;
    }

    /// <summary>Expects that the command ends by itself with exit code 1 and nothing on stdout.</summary>
    /// <param name="yaml">The file; null when there is none.</param>
    /// <returns>What it said on stderr; paths, ports and pids taken out.</returns>
    public static async Task<string> FailAsync(string? yaml)
    {
        await using var serve = new ServeProcess(_ => yaml, new Dictionary<string, string>());
        var code = await serve.WhenExitedAsync();
        Assert.Empty(serve.Output.All);
        Assert.Equal(1, code);
        return Scrub.Text(string.Join('\n', serve.Error.All));
    }

    /// <summary>Connects to a server by the address in the table.</summary>
    public Task<TestClient> ConnectAsync(string server = RrFile.Main)
    {
        var row = Output.All.Single(line => line.StartsWith($"│ {server} ", StringComparison.Ordinal));
        return TestClient.ConnectAsync(RelayAddress.Parse(row.Split('│')[2].Trim()));
    }

    public void Signal(int signal) => Native.Signal(_process.Id, signal);

    /// <summary>Waits for the end of the process and of what it prints.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WhenExitedAsync()
    {
        await _process.WaitForExitAsync().Within(what: $"the end of the process; its stderr:\n{string.Join('\n', Error.All)}");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await WhenExitedAsync();
        }

        _process.Dispose();
        await Journal.DisposeAsync();
        _folder.Dispose();
    }

    private static void Keep(string? line, Observed<string> lines)
    {
        if (line is not null)
        {
            lines.Add(line);
        }
    }

    [GeneratedRegex(@"pids (?<pids>[\d, ]+):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PidsLine();
}
