namespace RoadRunner.Host.Logging;

/// <summary>Tidies an archive on a thread of its own, one run at a time: compressing a file must not hold up the log.</summary>
/// <param name="archive">What is tidied.</param>
/// <param name="faults">Who hears what went wrong.</param>
internal sealed class LogTidying(LogArchive archive, LogFaults faults) : IDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Thread? _thread;
    private bool _isWanted;

    /// <summary>Starts a run, or has the one that goes on followed by another.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isWanted = true;
            if (_thread is null)
            {
                _thread = new Thread(Run) { IsBackground = true, Name = "log archive" };
                _thread.Start();
            }
        }
    }

    /// <summary>Ends a run and waits for it; what it did not come to is done at the next start.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Thread? thread;
        lock (_gate)
        {
            thread = _thread;
        }

        if (thread?.Join(StopLimit) != false)
        {
            _stop.Dispose();
        }
    }

    private void Run()
    {
        while (IsWanted())
        {
            try
            {
                archive.Tidy(_stop.Token);
                faults.Recovered();
            }
            catch (OperationCanceledException)
            {
                // The host is stopping.
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                faults.Report($"old log files are not deleted or compressed: {cause.Message}");
            }
        }
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            var wanted = _isWanted && !_stop.IsCancellationRequested;
            _isWanted = false;
            _thread = wanted ? _thread : null;
            return wanted;
        }
    }
}
