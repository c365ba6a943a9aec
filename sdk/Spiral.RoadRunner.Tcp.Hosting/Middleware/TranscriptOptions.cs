using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of <see cref="TcpMiddlewareExtensions.UseTranscript"/>; checked when the application starts.</summary>
public sealed class TranscriptOptions
{
    /// <summary>The category of the logger.</summary>
    public const string Category = "Spiral.RoadRunner.Transcript";

    /// <summary>What stands in place of what is hidden.</summary>
    public const string Hidden = "***";

    private readonly List<Func<string, string>> _masks = [];

    /// <summary>Gets or sets the level of the records.</summary>
    /// <value>Default <see cref="LogLevel.Trace"/>: messages are their senders' own. Where the category is off at this level, nothing is done and nothing allocated.</value>
    public LogLevel Level { get; set; } = LogLevel.Trace;

    /// <summary>Gets or sets how many characters of a message are logged, escapes counted as they are written.</summary>
    /// <value>Default 256; from 1 to 16,384.</value>
    public int MaxChars { get; set; } = 256;

    internal IReadOnlyList<Func<string, string>> Masks => _masks;

    /// <summary>Hides what follows a prefix, up to the end of the line: <c>AUTH PLAIN </c> makes <c>AUTH PLAIN ***</c>.</summary>
    /// <param name="prefix">What a line starts with; upper and lower case are the same.</param>
    /// <param name="mask">What stands there instead.</param>
    /// <returns>The same options.</returns>
    public TranscriptOptions MaskAfter(string prefix, string mask = Hidden)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        ArgumentNullException.ThrowIfNull(mask);
        return Mask(text => TranscriptMask.AfterPrefix(text, prefix, mask));
    }

    /// <summary>Changes messages in both directions before they are logged.</summary>
    /// <param name="mask">
    /// Gets the first 64 KiB of a message, line ends and all, and returns what is logged. Rules run in their order. When one throws,
    /// the message is not logged. Has to be safe for several threads.
    /// </param>
    /// <returns>The same options.</returns>
    public TranscriptOptions Mask(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        _masks.Add(mask);
        return this;
    }
}
