using System.Runtime.InteropServices;
using RoadRunner.Host;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Collects what is done against the rules of a worker. Safe to use from any thread.</summary>
internal sealed class RuleBook(TcpTestHostOptions options)
{
    private const int MostViolations = 100;

    private readonly Lock _gate = new();
    private readonly List<string> _violations = [];

    /// <summary>Gets what was found so far, each once.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    public void Add(string violation)
    {
        lock (_gate)
        {
            if (_violations.Count < MostViolations && !_violations.Contains(violation))
            {
                _violations.Add(violation);
            }
        }
    }

    /// <summary>An event begins.</summary>
    public Moment Begin() => new(TimeProvider.System.GetTimestamp(), options.Time.GetTimestamp());

    /// <summary>An event has ended.</summary>
    public void End(Moment begin, ConnectionEvent happened, string server)
    {
        var real = TimeProvider.System.GetElapsedTime(begin.Real);
        var virtually = options.Time.GetElapsedTime(begin.Virtual);
        var longer = real > virtually ? real : virtually;
        if (options.SlowHandler > TimeSpan.Zero && longer > options.SlowHandler)
        {
            Add($"{happened.Kind} of server {server} took {longer.TotalSeconds:0.###} s, longer than {nameof(options.SlowHandler)} ({options.SlowHandler.TotalSeconds:0.###} s): a worker has one event at a time, and the server kills after exec_ttl");
        }
    }

    /// <summary>A moment on both clocks.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Moment(long Real, long Virtual);
}
