using System.Diagnostics;
using System.Globalization;

namespace RoadRunner.Benchmarks.Processes;

/// <summary>The children of a process; on Windows nobody tells, and the list stays empty.</summary>
internal static class ProcessTree
{
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        var list = new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true, UseShellExecute = false };
        var rows = OperatingSystem.IsLinux() ? ReadProc() : ReadPs(list);
        return [.. rows.Where(row => row.Parent == parent).Select(row => row.Id)];
    }

    private static IEnumerable<(int Id, int Parent)> ReadProc()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue; // it ended while we were looking
            }

            // The name stands in parentheses and may hold anything; behind it come the state and the parent.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (id, int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(int Id, int Parent)> ReadPs(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException("ps did not start.");
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return (int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
        }

        process.WaitForExit();
    }
}
