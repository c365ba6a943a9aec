using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration.Reading;

namespace RoadRunner.Host.Http;

/// <summary>The last warnings and errors of the host, the newest first. Safe to use from any thread.</summary>
/// <remarks>What applications log is theirs and not among them.</remarks>
/// <param name="time">The clock.</param>
internal sealed class RecentProblems(TimeProvider time)
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 20;

    private const int MaxLength = 300;

    // Longer ones are rare, and looking for secrets in them is not free.
    private const int MaxLookedAt = 4 * MaxLength;

    private readonly Lock _gate = new();
    private readonly LinkedList<RecentProblem> _problems = new();

    /// <summary>Returns those of this moment.</summary>
    public RecentProblem[] Snapshot()
    {
        lock (_gate)
        {
            return [.. _problems];
        }
    }

    /// <summary>Keeps one.</summary>
    public void Add(LogLevel level, string channel, string text)
    {
        var problem = new RecentProblem(time.GetUtcNow(), level, channel, Shorten(text));
        lock (_gate)
        {
            _problems.AddFirst(problem);
            if (_problems.Count > Capacity)
            {
                _problems.RemoveLast();
            }
        }
    }

    /// <summary>What follows the first line is what workers have printed, or a stack.</summary>
    private static string Shorten(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];

        // Hidden before it is cut: of a secret that is cut nobody could tell that it is one.
        var line = SecretText.Mask(first[..Math.Min(first.Length, MaxLookedAt)]);
        return line.Length > MaxLength ? line[..MaxLength] + " …" : line;
    }
}
