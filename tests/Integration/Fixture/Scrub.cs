using System.Text.RegularExpressions;

namespace RoadRunner.Integration.Fixture;

/// <summary>Takes out of a text what differs from run to run.</summary>
internal static partial class Scrub
{
    /// <summary>Folders of programs and temporary files, times, ports and pids.</summary>
    public static string Text(string text)
    {
        text = Folder().Replace(text, "");
        text = Milliseconds().Replace(text, "after {time} ms");
        text = Pid().Replace(text, "${word} {pid}");
        return Port().Replace(text, "127.0.0.1:{port}");
    }

    [GeneratedRegex(@"(?<![\w:/])/(?:[\w.@+-]+/)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"after \d+ ms", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"(?<word>[Ww]orker|pid is) \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pid();

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
