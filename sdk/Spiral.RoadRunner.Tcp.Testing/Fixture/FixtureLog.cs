using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Keeps what a host logs, apart from it what its workers write, and which processes it had.</summary>
internal sealed class FixtureLog : ILoggerProvider
{
    private const int MostLines = 100_000;

    // The host's record of a line of a worker.
    private const int WorkerOutput = 2002;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _workerLines = [];
    private TaskCompletionSource _added = NewSignal();

    public WorkerProcesses Processes { get; } = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public IReadOnlyList<string> WorkerLines
    {
        get
        {
            lock (_gate)
            {
                return [.. _workerLines];
            }
        }
    }

    public async Task<string> WhenWorkerWritesAsync(string part, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_workerLines.Find(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                added = _added.Task;
            }

            await added.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(string line, string? workerLine)
    {
        lock (_gate)
        {
            AddTo(_lines, line);
            if (workerLine is not null)
            {
                AddTo(_workerLines, workerLine);
            }

            _added.SetResult();
            _added = NewSignal();
        }
    }

    private static void AddTo(List<string> lines, string line)
    {
        if (lines.Count < MostLines)
        {
            lines.Add(line);
        }
    }

    private sealed class Logger(FixtureLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            if (values.FirstOrDefault(static pair => pair.Key == "Pid").Value is int pid)
            {
                log.Processes.Remember(pid);
            }

            var workerLine = eventId.Id == WorkerOutput ? values.FirstOrDefault(static pair => pair.Key == "Text").Value as string : null;
            log.Add($"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}", workerLine);
        }
    }
}
