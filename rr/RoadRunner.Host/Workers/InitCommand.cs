using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Workers;

/// <summary>Runs <c>server.on_init</c>.</summary>
/// <param name="options">What to run.</param>
/// <param name="variables">What it finds in its environment besides the variables of the process and its own.</param>
/// <param name="workingDirectory">Where it runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where its output goes.</param>
internal sealed class InitCommand(
    OnInitConfiguration options, IReadOnlyDictionary<string, string> variables, string workingDirectory, TimeProvider time, ILogger logger)
{
    private const string Key = "server.on_init.command";

    /// <summary>Runs the program to its end.</summary>
    /// <exception cref="WorkerStartException">It failed, and <c>exit_on_error</c> is set.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunToEndAsync(cancellationToken);
        }
        catch (WorkerStartException failure) when (!options.ExitOnError)
        {
            HostLog.InitFailed(logger, failure.Message);
        }
    }

    private async Task RunToEndAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var process = Start();
        process.StandardInput.Close();
        var output = new StderrPump(process.StandardOutput.BaseStream, "stdout of on_init", Log);
        var error = new StderrPump(process.StandardError.BaseStream, "stderr of on_init", Log);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(options.ExecTimeout, time, cancellationToken);
        }
        catch (Exception cause) when (cause is TimeoutException or OperationCanceledException)
        {
            ProcessTree.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            throw cause is TimeoutException
                ? Failed(string.Create(CultureInfo.InvariantCulture, $"it ran for longer than exec_timeout ({options.ExecTimeout.TotalSeconds:0.###} s) and was killed"), [])
                : cause;
        }

        await output.LastLinesAsync(time);
        var lines = await error.LastLinesAsync(time);
        if (process.ExitCode != 0)
        {
            throw Failed(string.Create(CultureInfo.InvariantCulture, $"it exited with code {process.ExitCode} after {time.GetElapsedTime(started).TotalMilliseconds:0} ms"), lines);
        }
    }

    private Process Start()
    {
        var process = new Process { StartInfo = ProgramStart.Describe(options.Command, workingDirectory, options.User, "server.on_init.user", Environment.IsPrivilegedProcess) };
        foreach (var (name, value) in variables.Concat(options.Environment))
        {
            process.StartInfo.Environment[name] = value;
        }

        process.StartInfo.Environment.Remove(RuntimeTuning.InlineCompletionsVariable);
        try
        {
            process.Start();
            return process;
        }
        catch (Exception cause) when (cause is Win32Exception or IOException)
        {
            process.Dispose();
            throw Failed($"the program cannot be started: {cause.Message}", []);
        }
    }

    private WorkerStartException Failed(string reason, IReadOnlyList<string> lines) =>
        new($"{Key} \"{string.Join(' ', options.Command)}\": {reason}{(lines.Count > 0 ? $"; the last it printed: {string.Join(" | ", lines)}" : "")}");

    private void Log(string line) => HostLog.InitOutput(logger, line);
}
