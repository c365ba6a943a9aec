using System.Globalization;
using System.Runtime.InteropServices;
using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Table;

/// <summary>The frame of every measurement: it ends at a signal or a limit, its report is printed and kept.</summary>
internal static class Measurement
{
    private const int Interrupted = 130;

    /// <summary>Measures, prints the report and writes it to <c>artifacts/bench</c>.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="limit">When it is given up.</param>
    /// <param name="measureAsync">Gives the report.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string name, TimeSpan limit, Func<RoundsFile, CancellationToken, Task<string>> measureAsync)
    {
        using var stop = new CancellationTokenSource(limit);
        using var interrupt = OnSignal(PosixSignal.SIGINT, stop);
        using var terminate = OnSignal(PosixSignal.SIGTERM, stop);
        try
        {
            var rounds = new RoundsFile();
            var report = await measureAsync(rounds, stop.Token);
            var folder = Directory.CreateDirectory(Repository.Artifacts()).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.md"), report, CancellationToken.None);
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csv"), rounds.ToString(), CancellationToken.None);
            await Console.Out.WriteAsync(report);
            return 0;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Ctrl+C reaches the children too, so the first thing to be seen may be one of them leaving.
            await Console.Error.WriteLineAsync($"Stopped by a signal or by the limit of {limit.TotalSeconds:0} s. Every process of the measurement is gone, nothing was written.");
            return Interrupted;
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    public static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static PosixSignalRegistration OnSignal(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // The children are stopped first, on the way out of the measurement.
            context.Cancel = true;
            stop.Cancel();
        });
}
