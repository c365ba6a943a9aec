using System.ComponentModel;
using System.Diagnostics;

namespace RoadRunner.Integration.Fixture;

/// <summary>A program of the system that ran to its end.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Text">What it printed to stdout and stderr.</param>
internal sealed record ProgramRun(int Code, string Text)
{
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static Task<ProgramRun> RunAsync(string program, params IEnumerable<string> arguments) => RunAsAsync("", program, arguments);

    /// <summary>Runs a program as another user, which takes root; as the user of the test when the name is empty.</summary>
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static async Task<ProgramRun> RunAsAsync(string user, string program, params IEnumerable<string> arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { UserName = user, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{program} is missing; please install it (Debian package: {program}).", missing);
        }

        ProcessLedger.Remember(process.Id);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Within(what: $"the end of {program}");
        return new ProgramRun(process.ExitCode, await output.Within() + await error.Within());
    }
}
