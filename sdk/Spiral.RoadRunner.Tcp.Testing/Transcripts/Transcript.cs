using System.Runtime.CompilerServices;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a client and its server have said to each other, as text: <c>&gt; </c> before what was sent, <c>&lt; </c> before what was received, <c>x</c> where the connection was closed.</summary>
/// <remarks>
/// One line for each line of the conversation, however the bytes were cut; CR LF is not shown, everything else that cannot be
/// printed is escaped, and a line without an end is marked. For one thread at a time.
/// </remarks>
public sealed class Transcript
{
    private readonly List<TranscriptEntry> _entries = [];
    private readonly List<TranscriptRule> _rules = [];

    /// <summary>Adds bytes that the client has sent.</summary>
    /// <param name="bytes">The bytes; copied.</param>
    public void Sent(ReadOnlySpan<byte> bytes) => Add(TranscriptEntryKind.Sent, bytes);

    /// <summary>Adds bytes that the client has received.</summary>
    /// <param name="bytes">The bytes; copied.</param>
    public void Received(ReadOnlySpan<byte> bytes) => Add(TranscriptEntryKind.Received, bytes);

    /// <summary>Adds the end of one direction or of both.</summary>
    /// <param name="what">Whose end it is, such as <c>server</c>.</param>
    public void Closed(string what) => Add(TranscriptEntryKind.Closed, Encoding.UTF8.GetBytes(what));

    /// <summary>Adds a note, which stands behind <c># </c>.</summary>
    /// <param name="text">Any text.</param>
    public void Note(string text) => Add(TranscriptEntryKind.Note, Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces what differs from run to run, besides what <see cref="TranscriptRule.Default"/> does.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="replacement">What stands there instead.</param>
    /// <returns>The same transcript.</returns>
    public Transcript Scrub(string pattern, string replacement)
    {
        _rules.Add(new TranscriptRule(pattern, replacement));
        return this;
    }

    /// <summary>Returns the text, scrubbed.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _entries.SelectMany(static entry => entry.Lines()))
        {
            text.Append(_rules.Concat(TranscriptRule.Default).Aggregate(line, static (result, rule) => rule.Apply(result))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Fails unless the transcript is the one in a file that was approved.</summary>
    /// <param name="path">
    /// The path without <c>.verified.txt</c>; relative to the folder of the calling file. When the transcript differs, the file
    /// <c>.received.txt</c> is written beside it; to approve it, rename it over the other.
    /// </param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <exception cref="TranscriptMismatchException">It differs, or nothing has been approved yet; the message shows the difference.</exception>
    public void MatchFile(string path, [CallerFilePath] string callerFile = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ApprovedFile.Match(ToString(), Path.Combine(Path.GetDirectoryName(callerFile) ?? "", path));
    }

    private void Add(TranscriptEntryKind kind, ReadOnlySpan<byte> bytes)
    {
        var joins = kind is TranscriptEntryKind.Sent or TranscriptEntryKind.Received && _entries is [.., var last] && last.Kind == kind;
        if (!joins)
        {
            _entries.Add(new TranscriptEntry(kind));
        }

        _entries[^1].Add(bytes);
    }
}
