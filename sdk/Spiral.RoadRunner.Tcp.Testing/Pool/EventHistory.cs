using System.Buffers;
using RoadRunner.Host;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The last events of one connection, for messages. Written by one thread at a time, read by any; keeps its memory.</summary>
internal sealed class EventHistory
{
    private const int Capacity = 16;

    private readonly Lock _gate = new();
    private readonly EventEntry[] _entries = new EventEntry[Capacity];
    private readonly List<string> _problems = [];
    private int _count;

    /// <summary>An event has come.</summary>
    public void Began(ConnectionEventKind kind, in ReadOnlySequence<byte> body)
    {
        lock (_gate)
        {
            (_entries[_count % Capacity] ??= new EventEntry()).Begin(kind, body);
            _count++;
        }
    }

    /// <summary>A worker has got the event.</summary>
    public void Dealt(int worker)
    {
        lock (_gate)
        {
            _entries[(_count - 1) % Capacity].Worker = worker;
        }
    }

    /// <summary>The event has been answered.</summary>
    public void Answered(TcpResponse response, ReadOnlySpan<byte> output)
    {
        lock (_gate)
        {
            _entries[(_count - 1) % Capacity].End(response, output);
        }
    }

    /// <summary>Something was logged that was not right.</summary>
    public void Add(string problem)
    {
        lock (_gate)
        {
            if (_problems.Count < Capacity)
            {
                _problems.Add(problem);
            }
        }
    }

    /// <summary>Gets a value indicating whether an event is under way.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _count > 0 && _entries[(_count - 1) % Capacity].Response is null;
            }
        }
    }

    /// <summary>Returns one line for each event, oldest first, then what was logged.</summary>
    /// <param name="handler">Who handles the events of the server.</param>
    public IEnumerable<string> Describe(string handler)
    {
        lock (_gate)
        {
            var lines = new List<string>();
            if (_count > Capacity)
            {
                lines.Add($"({_count - Capacity} events before these)");
            }

            for (var index = Math.Max(0, _count - Capacity); index < _count; index++)
            {
                lines.Add(_entries[index % Capacity].Describe(handler));
            }

            lines.AddRange(_problems.Select(static problem => $"log: {problem}"));
            return lines;
        }
    }
}
