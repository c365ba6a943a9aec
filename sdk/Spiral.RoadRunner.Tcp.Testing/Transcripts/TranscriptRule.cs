using System.Text.RegularExpressions;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Takes something out of a transcript that differs from run to run.</summary>
/// <param name="Pattern">What is looked for, in each line.</param>
/// <param name="Replacement">What stands there instead, such as <c>{date}</c>; <c>$1</c> and the like name groups of the pattern.</param>
public sealed record TranscriptRule(Regex Pattern, string Replacement)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Creates a rule from a pattern.</summary>
    /// <param name="pattern">A regular expression; given up after a second for one line.</param>
    /// <param name="replacement">What stands there instead.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public TranscriptRule(string pattern, string replacement)
        : this(new Regex(pattern, RegexOptions.CultureInvariant, Limit), replacement)
    {
    }

    /// <summary>Gets the rules that are always applied, after those of the test: uuids, dates of ISO 8601 and of mails, and loopback addresses with a port.</summary>
    public static IReadOnlyList<TranscriptRule> Default { get; } =
    [
        new(@"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b", "{uuid}"),
        new(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?", "{date}"),
        new(@"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)", "{date}"),
        new(@"(127\.0\.0\.1|\[::1\]|localhost):\d{1,5}\b", "$1:{port}"),
    ];

    internal string Apply(string line) => Pattern.Replace(line, Replacement);
}
