using System.Text;
using RoadRunner.Host.Logging;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>A disk that is as slow and as broken as a test wants it.</summary>
internal sealed class ScriptedLogFile : ILogFile
{
    private readonly StringBuilder _text = new();
    private readonly SemaphoreSlim _reached = new(0);
    private readonly SemaphoreSlim _written = new(0);
    private readonly ManualResetEventSlim _gate = new(initialState: true);

    public string Path => "/disk/app.log";

    /// <summary>Gets or sets what every write throws.</summary>
    public Exception? Fault { get; set; }

    public bool IsDisposed { get; private set; }

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Has writes wait from now on.</summary>
    public void Hold() => _gate.Reset();

    public void Release() => _gate.Set();

    /// <summary>Waits until a write has begun that was not waited for before.</summary>
    public Task WhenReachedAsync() => _reached.WaitAsync();

    /// <summary>Waits until a write has ended that was not waited for before.</summary>
    public Task WhenWrittenAsync() => _written.WaitAsync();

    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        _reached.Release();
        _gate.Wait();
        try
        {
            if (Fault is { } fault)
            {
                throw fault;
            }

            lock (_text)
            {
                _text.AppendJoin("", records.Select(static record => Encoding.UTF8.GetString(record.Span)));
            }
        }
        finally
        {
            _written.Release();
        }
    }

    public void Dispose() => IsDisposed = true;
}
