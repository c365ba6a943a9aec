using System.Text;
using System.Text.RegularExpressions;

namespace RoadRunner.Integration.Recorded;

/// <summary>An event that a worker of a recording was given, and what it did with it.</summary>
/// <param name="Peer">The client.</param>
/// <param name="Text">Context and body; uuid and port of the run taken out.</param>
internal sealed partial record RecordedEvent(string Peer, string Text)
{
    /// <summary>Gets the bytes of the answers.</summary>
    public List<byte> Answer { get; } = [];

    /// <summary>Gets or sets a value indicating whether the worker exited after that.</summary>
    public bool Exits { get; set; }

    /// <summary>Gets or sets a value indicating whether something else happened before the answer.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Gets or sets what the worker printed to stderr.</summary>
    public string Printed { get; set; } = "";

    /// <summary>Says what an event is, whenever it was: the frame without what differs from run to run.</summary>
    public static string Describe(RawFrame frame) => string.Create(
        provider: null,
        $"{frame.Flags:x2} {frame.Stream:x2} {frame.Options.Count} {Port().Replace(Uuid().Replace(Encoding.UTF8.GetString(frame.Context.Span), "{uuid}"), "${host}{port}")} {Encoding.Latin1.GetString(frame.Body.Span)}");

    /// <summary>Returns the uuid of the connection.</summary>
    public static string UuidOf(RawFrame frame) => Uuid().Match(frame.Text).Value;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex("(?<host>127\\.0\\.0\\.1:)[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
