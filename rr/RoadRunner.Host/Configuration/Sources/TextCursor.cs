namespace RoadRunner.Host.Configuration.Sources;

/// <summary>A place in a text whose lines end with <c>\n</c>, and the number of its line. Not thread-safe.</summary>
internal sealed class TextCursor(string text)
{
    /// <summary>What <see cref="Current"/> is behind the last character.</summary>
    public const char End = '\0';

    private int _at;

    /// <summary>Gets the number of the line, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool IsAtEnd => _at >= text.Length;

    /// <summary>Gets the character here, or <see cref="End"/>.</summary>
    public char Current => Ahead(0);

    /// <summary>Gets the character before this one, or <see cref="End"/>.</summary>
    public char Last => _at == 0 ? End : text[_at - 1];

    /// <summary>Returns a character further on, or <see cref="End"/>.</summary>
    public char Ahead(int count) => _at + count < text.Length ? text[_at + count] : End;

    public bool StartsWith(string word) => text.AsSpan(_at).StartsWith(word);

    /// <summary>Returns the characters from here to another place.</summary>
    public string Peek(int from, int to) => text[(_at + from)..(_at + to)];

    /// <summary>Returns the character here and goes on behind it.</summary>
    public char Take()
    {
        var taken = text[_at++];
        Line += taken == '\n' ? 1 : 0;
        return taken;
    }

    /// <summary>Goes on behind some characters, none of which ends a line.</summary>
    public void Skip(int count) => _at += count;

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t')
        {
            _at++;
        }
    }

    /// <summary>Returns what is left of the line without its end, and goes to the next one.</summary>
    public string TakeLine()
    {
        var end = text.IndexOf('\n', _at);
        var line = end < 0 ? text[_at..] : text[_at..end];
        _at += line.Length;
        if (!IsAtEnd)
        {
            _ = Take();
        }

        return line;
    }
}
