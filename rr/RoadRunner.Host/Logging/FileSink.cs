using System.Text;

namespace RoadRunner.Host.Logging;

/// <summary>A file that a thread of its own writes, so that a slow disk holds up nobody who logs.</summary>
/// <remarks>
/// Records wait in memory, up to <see cref="MaxWaitingBytes"/>; beyond it they are dropped, and the file says where and how many. What was
/// written before <see cref="Dispose"/> is in the file after it.
/// </remarks>
internal sealed class FileSink : ILogSink, IDisposable
{
    /// <summary>How much waits at most, and as much again is being written.</summary>
    public const int MaxWaitingBytes = 8 * 1024 * 1024;

    // What a short record costs on top of its bytes.
    private const int Overhead = 64;

    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly ILogFile _file;
    private readonly LogFaults _faults;
    private readonly Func<string, string> _notice;
    private readonly TimeSpan _flushLimit;
    private readonly Thread _thread;
    private List<ReadOnlyMemory<byte>> _waiting = [];
    private long _waitingBytes;
    private int _dropped;
    private int _unwritten;
    private bool _isClosed;

    /// <summary>Starts the thread.</summary>
    /// <param name="file">The file; disposed with the sink.</param>
    /// <param name="faults">Who hears that the file cannot be written.</param>
    /// <param name="notice">Makes a record of a text, for what the sink itself has to say.</param>
    /// <param name="flushLimit">How long the end waits for what is not written yet; null means 5 s.</param>
    public FileSink(ILogFile file, LogFaults faults, Func<string, string> notice, TimeSpan? flushLimit = null)
    {
        (_file, _faults, _notice, _flushLimit) = (file, faults, notice, flushLimit ?? UsualLimit);
        _thread = new Thread(Run) { IsBackground = true, Name = $"log {Path.GetFileName(file.Path)}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Write(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_waiting.Count > 0 && _waitingBytes + bytes.Length + Overhead > MaxWaitingBytes)
            {
                _dropped++;
                return;
            }

            _waiting.Add(bytes);
            _waitingBytes += bytes.Length + Overhead;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Writes what waits and closes the file; gives up after a while and says how much was not written.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            Monitor.Pulse(_gate);
        }

        // Its last work, to end what compresses old files, may still go on.
        if (!_thread.Join(_flushLimit) && CountUnwritten() is > 0 and var unwritten)
        {
            _faults.Say($"{_file.Path}: {unwritten} records were not written within {_flushLimit.TotalSeconds:0.###} s");
        }
    }

    private int CountUnwritten()
    {
        lock (_gate)
        {
            return _unwritten + _waiting.Count;
        }
    }

    private void Run()
    {
        var lost = 0;
        while (Take(out var records, out var dropped))
        {
            lost = Append(records, dropped, lost);
        }

        _file.Dispose();
        if (lost > 0)
        {
            _faults.Say($"{_file.Path}: up to {lost} records are lost");
        }
    }

    /// <summary>Waits for records; false when there will be none any more.</summary>
    private bool Take(out List<ReadOnlyMemory<byte>> records, out int dropped)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            (records, dropped) = (_waiting, _dropped);
            (_waiting, _waitingBytes, _dropped) = ([], 0, 0);
            _unwritten = records.Count;
            return records.Count > 0;
        }
    }

    /// <summary>Writes records, and where some are missing says so: those that were lost before them, and those that were dropped behind them.</summary>
    /// <returns>How many are lost by now.</returns>
    private int Append(List<ReadOnlyMemory<byte>> records, int dropped, int lost)
    {
        var missing = lost + records.Count + dropped;
        try
        {
            if (lost > 0)
            {
                records.Insert(0, Notice($"up to {lost} records are missing here, the file could not be written"));
            }

            if (dropped > 0)
            {
                records.Add(Notice($"{dropped} records are missing here, the disk was too slow"));
            }

            _file.Append(records);
            _faults.Recovered();
            return 0;
        }
        catch (Exception cause)
        {
            // Whatever it is, the host goes on, and the next records are tried again.
            _faults.Report($"{_file.Path} cannot be written, records are lost until it can: {cause.Message}");
            return missing;
        }
    }

    private ReadOnlyMemory<byte> Notice(string text) => Encoding.UTF8.GetBytes(_notice(text));
}
