using System.Collections.Concurrent;
using System.Diagnostics;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>One process of a measurement, started with <c>dotnet</c>; disposing it kills it and everything it started.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 20;
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private ChildProcess(string name, Process process)
    {
        Name = name;
        _process = process;

        // stderr is drained so that the process never waits for it, and kept for the case that it dies.
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    public TextWriter Input => _process.StandardInput;

    public TextReader Output => _process.StandardOutput;

    /// <summary>Starts one role of this program.</summary>
    public static ChildProcess StartRole(string name, params string[] arguments) =>
        Start(name, Environment.CurrentDirectory, [ThisProgram(), .. arguments]);

    public static ChildProcess Start(string name, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetCommand(), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(name, Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start."));
    }

    /// <summary>The command line of one role of this program.</summary>
    public static string[] RoleCommand(string role) => [DotnetCommand(), ThisProgram(), role];

    /// <summary>For a process that answers over a socket: what it prints is thrown away.</summary>
    public void IgnoreOutput() => _process.BeginOutputReadLine();

    /// <exception cref="InvalidOperationException">The process is gone; the message shows the end of its stderr.</exception>
    public void ThrowIfExited()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}. {Errors()}");
        }
    }

    public string Errors() => _errors.IsEmpty ? "It wrote nothing to stderr." : $"Its stderr:\n{string.Join('\n', _errors)}";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        using var limit = new CancellationTokenSource(ExitLimit);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
    }

    private static string ThisProgram() => typeof(ChildProcess).Assembly.Location;

    // This program runs under the dotnet command, unless somebody started its native launcher.
    private static string DotnetCommand() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : "dotnet";

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _errors.Enqueue(line);
        while (_errors.Count > KeptErrorLines)
        {
            _errors.TryDequeue(out _);
        }
    }
}
