using System.ComponentModel;

namespace RoadRunner.Cli.Stop;

/// <summary><c>dotnet rr stop</c>: asks the process of the <c>.pid</c> file to stop and does not wait for it.</summary>
internal sealed class StopCommand(StopOptions options, TextWriter error, TimeProvider time)
{
    private static readonly TimeSpan BeforeForce = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            await error.WriteLineAsync("Windows has no signal that asks a process to stop; press Ctrl+C in the server's window.");
            return 1;
        }

        try
        {
            var pid = PidFile.Read(options.ToSource().GetFullDirectory());
            await error.WriteLineAsync($"stopping process with PID: {pid}");
            UnixSignal.Terminate(pid);
            if (options.Force)
            {
                await Task.Delay(BeforeForce, time);
                UnixSignal.TerminateIfThere(pid);
            }

            return 0;
        }
        catch (Exception cause) when (cause is IOException or FormatException or UnauthorizedAccessException or Win32Exception)
        {
            await error.WriteLineAsync(cause.Message);
            return 1;
        }
    }
}
