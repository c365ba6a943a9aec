using System.Text.RegularExpressions;

namespace RoadRunner.Integration.Fixture;

/// <summary>Takes out of a text what differs from run to run.</summary>
internal static partial class Scrub
{
    /// <summary>Folders of programs and temporary files, times, ports and pids.</summary>
    public static string Text(string text)
    {
        text = TempName().Replace(Folder().Replace(text, ""), "{folder}");
        text = Milliseconds().Replace(text, "after {time} ms");
        text = PidList().Replace(Pid().Replace(text, "${word} {pid}"), "pids {pids}:");
        return Port().Replace(text, "127.0.0.1${separator}{port}");
    }

    [GeneratedRegex(@"(?:(?<=unix://)|(?<![\w:/]))/(?:[\w.@+-]+/)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();

    [GeneratedRegex(@"after \d+ ms", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"(?<word>[Ww]orker|pid is) \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pid();

    [GeneratedRegex(@"pids [\d, ]+:", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PidList();

    [GeneratedRegex(@"rr-\w{6}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TempName();

    [GeneratedRegex(@"127\.0\.0\.1(?<separator>[: ])\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
