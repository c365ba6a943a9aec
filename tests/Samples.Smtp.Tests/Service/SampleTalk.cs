using System.Text.RegularExpressions;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>Three mails of one client: one with everything that could be mistaken, one empty, one of an empty line.</summary>
internal static partial class SampleTalk
{
    /// <summary>What the client sends.</summary>
    public const string Bytes =
        "EHLO client\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"
        + "Subject: one\r\n\r\nQUIT\r\nRSET\r\n..\r\n..dot\r\nbare\n.\nlines\r.\r\r\n.\r\n"
        + "MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n.\r\n"
        + "MAIL FROM:<>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n\r\n.\r\n"
        + "NOOP\r\nQUIT\r\n";

    /// <summary>What it is answered behind the greeting, ids left out.</summary>
    public const string Answers =
        "250-mailamie greets client\r\n250-PIPELINING\r\n250-SIZE 10485760\r\n250-8BITMIME\r\n250 HELP\r\n"
        + "250 OK\r\n250 OK\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 OK id\r\n"
        + "250 OK\r\n250 OK\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 OK id\r\n"
        + "250 OK\r\n250 OK\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 OK id\r\n"
        + "250 OK\r\n221 mailamie Bye\r\n";

    /// <summary>Gets the mails that are stored, in the order of their bytes.</summary>
    public static IReadOnlyList<string> Mails { get; } = ["", "\r\n", "Subject: one\r\n\r\nQUIT\r\nRSET\r\n.\r\n.dot\r\nbare\n.\nlines\r.\r\r\n"];

    public static string WithoutIds(string answers) => Id().Replace(answers, "250 OK id");

    [GeneratedRegex("250 OK [0-9a-f]{32}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
