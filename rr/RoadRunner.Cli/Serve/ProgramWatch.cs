using RoadRunner.Host.Configuration;

namespace RoadRunner.Cli.Serve;

/// <summary><c>--watch</c>: asks for a reset when the programs of the workers have been built anew.</summary>
/// <remarks>
/// A build writes many files one after the other; the reset comes when none has been written for half a second. Only files that make a
/// difference to a program count, so a worker that logs into its own directory does not replace itself.
/// </remarks>
internal sealed class ProgramWatch : IDisposable
{
    private static readonly TimeSpan QuietPeriod = TimeSpan.FromMilliseconds(500);

    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly ITimer _quiet;

    private ProgramWatch(ResetRequests requests) =>
        _quiet = TimeProvider.System.CreateTimer(static state => ((ResetRequests)state!).Add(), requests, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Gets the directories that are watched.</summary>
    public IEnumerable<string> Directories => _watchers.Select(static watcher => watcher.Path);

    /// <summary>Starts to watch.</summary>
    /// <exception cref="IOException">A command names no file, so it is not known where its program is; or the system cannot watch any more directories.</exception>
    public static ProgramWatch Start(RrConfiguration configuration, ResetRequests requests)
    {
        var commands = configuration.Host.Servers.Values.Select(static server => server.Pool?.Command).OfType<IReadOnlyList<string>>().Prepend(configuration.Tcp.Pool.Command);
        var watch = new ProgramWatch(requests);
        try
        {
            foreach (var program in commands.Select(command => ProgramOf(command, configuration.WorkingDirectory)).Distinct())
            {
                watch.Add(Path.GetDirectoryName(program)!, Path.GetFileName(program));
            }

            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _watchers.ForEach(static watcher => watcher.Dispose());
        _quiet.Dispose();
    }

    /// <summary>The assembly that <c>dotnet</c> is told to run, or else a program with a path.</summary>
    private static string ProgramOf(IReadOnlyList<string> command, string workingDirectory)
    {
        var program = command.FirstOrDefault(static word => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            ?? (command[0].Contains('/', StringComparison.Ordinal) ? command[0] : null);
        var path = program is null ? null : Path.GetFullPath(program, workingDirectory);
        return path is not null && Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw new IOException($"--watch: there is no directory to watch for the command \"{string.Join(' ', command)}\": it has no .dll and no program with a path, or the directory does not exist");
    }

    private void Add(string directory, string program)
    {
        var watcher = new FileSystemWatcher(directory) { Filters = { "*.dll", "*.exe", "*.json", program } };
        watcher.Changed += (_, _) => Touch();
        watcher.Created += (_, _) => Touch();
        watcher.Renamed += (_, _) => Touch();
        watcher.Error += (_, _) => Touch();
        watcher.EnableRaisingEvents = true;
        _watchers.Add(watcher);
    }

    private void Touch() => _quiet.Change(QuietPeriod, Timeout.InfiniteTimeSpan);
}
