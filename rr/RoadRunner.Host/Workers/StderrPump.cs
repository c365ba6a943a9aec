using System.Text;

namespace RoadRunner.Host.Workers;

/// <summary>Reads what a worker prints, line by line, on a thread of its own, and remembers the last lines for error messages.</summary>
internal sealed class StderrPump
{
    /// <summary>A longer line is passed on in pieces, so that a worker that prints without a line end costs no memory.</summary>
    internal const int MaxLineBytes = 64 * 1024;

    private const int KeptLines = 10;
    private static readonly TimeSpan LastLinesGrace = TimeSpan.FromSeconds(2);

    private const int StackBytes = 128 * 1024;

    private readonly Stream _stream;
    private readonly Action<string> _onLine;
    private readonly Queue<string> _last = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to read.</summary>
    /// <param name="stream">Our end of the pipe; disposed after its end.</param>
    /// <param name="name">The name of the thread.</param>
    /// <param name="onLine">Called with each line.</param>
    public StderrPump(Stream stream, string name, Action<string> onLine)
    {
        _stream = stream;
        _onLine = onLine;
        new Thread(Run, StackBytes) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Gets a task that ends when everybody who held the other end has closed it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Returns the last lines of a process that has exited, oldest first, once all have been read.</summary>
    /// <remarks>They may be in the pipe still; a child that keeps it open is not waited for.</remarks>
    public async Task<IReadOnlyList<string>> LastLinesAsync(TimeProvider time)
    {
        await Ended.WaitAsync(LastLinesGrace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_last)
        {
            return [.. _last];
        }
    }

    private void Run()
    {
        var buffer = new byte[MaxLineBytes];
        var used = 0;
        try
        {
            while (true)
            {
                var count = _stream.Read(buffer, used, buffer.Length - used);
                if (count == 0)
                {
                    break;
                }

                used = TakeLines(buffer, used + count);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe went away with the process: the same as its end.
        }

        // Nobody else does, and a worker that is replaced often would leave descriptors faster than they are collected.
        _stream.Dispose();
        if (used > 0)
        {
            Emit(buffer.AsSpan(0, used));
        }

        _ended.SetResult();
    }

    private int TakeLines(byte[] buffer, int used)
    {
        var start = 0;
        while (buffer.AsSpan(start, used - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            Emit(buffer.AsSpan(start, length));
            start += length + 1;
        }

        if (start == 0 && used == buffer.Length)
        {
            Emit(buffer);
            return 0;
        }

        buffer.AsSpan(start, used - start).CopyTo(buffer);
        return used - start;
    }

    private void Emit(ReadOnlySpan<byte> bytes)
    {
        var line = Encoding.UTF8.GetString(bytes.TrimEnd((byte)'\r'));
        lock (_last)
        {
            if (_last.Count == KeptLines)
            {
                _last.Dequeue();
            }

            _last.Enqueue(line);
        }

        _onLine(line);
    }
}
