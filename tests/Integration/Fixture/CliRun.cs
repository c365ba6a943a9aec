using System.Diagnostics;

namespace RoadRunner.Integration.Fixture;

/// <summary>A command of <c>dotnet rr</c> that ends by itself.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it printed to stdout, trimmed.</param>
/// <param name="Error">What it printed to stderr, trimmed.</param>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using var process = new Process { StartInfo = Command(arguments) };
        process.Start();
        ProcessLedger.Remember(process.Id);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Within(what: string.Join(' ', arguments));
        return new CliRun(process.ExitCode, (await output.Within()).Trim(), (await error.Within()).Trim());
    }

    /// <summary>Runs a command until it has printed a line that matches, then sends it Ctrl+C.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InterruptAsync(Func<string, bool> match, int count, params string[] arguments)
    {
        using var process = new Process { StartInfo = Command(arguments) };
        process.Start();
        ProcessLedger.Remember(process.Id);
        var error = process.StandardError.ReadToEndAsync();
        while (count > 0)
        {
            var line = await process.StandardOutput.ReadLineAsync().Within(what: string.Join(' ', arguments));
            Assert.True(line is not null, $"The command has ended: {(line is null ? await error.Within() : "")}");
            count -= match(line!) ? 1 : 0;
        }

        Native.Signal(process.Id, Native.SigInt);
        await process.StandardOutput.ReadToEndAsync().Within();
        await process.WaitForExitAsync().Within(what: string.Join(' ', arguments));
        return process.ExitCode;
    }

    private static ProcessStartInfo Command(string[] arguments) => new("dotnet", [Programs.Cli, .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
