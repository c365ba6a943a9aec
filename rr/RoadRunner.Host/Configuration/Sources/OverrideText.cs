namespace RoadRunner.Host.Configuration.Sources;

/// <summary>One <c>-o key.path=value</c>. The value is always a text; it is converted like a quoted one of the file.</summary>
/// <param name="Key">The key, in dots and lower case.</param>
/// <param name="Value">The value without quotes around it; variables are not replaced yet.</param>
internal sealed record OverrideText(string Key, string Value)
{
    /// <summary>What messages call the command line.</summary>
    public const string Flag = "-o";

    private const string Quotes = "\"'`";

    /// <summary>Gets the parts of the key.</summary>
    public string[] Parts => Key.Split('.');

    /// <summary>Returns the place that messages about a key name.</summary>
    public static ConfigurationPlace PlaceOf(string key) => new($"{Flag} {key}", 0);

    /// <summary>Reads the text behind the flag.</summary>
    /// <exception cref="SourceException">It is not <c>key.path=value</c>, or one of the two is empty.</exception>
    public static OverrideText Parse(string text)
    {
        var pair = Unquote(text.Trim());
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var key = (equals < 0 ? pair : pair[..equals]).Trim().ToLowerInvariant();
        if (key.Length == 0)
        {
            throw new SourceException(new(Flag, 0), "there is no key; write key.path=value");
        }

        if (equals < 0)
        {
            throw new SourceException(PlaceOf(key), "there is no \"=\"; write key.path=value");
        }

        if (key.Split('.').Any(string.IsNullOrWhiteSpace))
        {
            throw new SourceException(PlaceOf(key), "a part of the key is empty; write key.path=value");
        }

        var value = pair[(equals + 1)..].Trim();
        return value.Length > 0
            ? new OverrideText(key, Unquote(value))
            : throw new SourceException(PlaceOf(key), "there is no value behind \"=\"; write key.path=value");
    }

    private static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != text[^1] || !Quotes.Contains(text[0], StringComparison.Ordinal))
        {
            return text;
        }

        var quote = text[..1];
        return text[1..^1].Replace('\\' + quote, quote, StringComparison.Ordinal);
    }
}
