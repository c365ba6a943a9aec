using System.Text;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>
/// Reads <c>NAME=value</c> lines as RoadRunner's library does: <c>export</c> in front, comments, values in <c>'…'</c> as they are and
/// in <c>"…"</c> with <c>\n</c>, <c>\r</c> and other escaped characters, both over several lines; <c>$NAME</c> and <c>${NAME}</c> in
/// capitals are replaced, except in <c>'…'</c>. A later line wins over an earlier one of the same name.
/// </summary>
internal sealed class DotEnvParser(string text, string file, SourceEnvironment environment)
{
    private const string Export = "export";

    private readonly TextCursor _cursor = new(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
    private readonly Dictionary<string, string> _variables = SourceEnvironment.NewVariables();

    /// <summary>Reads all lines.</summary>
    /// <exception cref="SourceException">A line is none of these; the message names it and does not show it.</exception>
    public IReadOnlyDictionary<string, string> Parse()
    {
        if (text.Contains(TextCursor.End, StringComparison.Ordinal))
        {
            throw Fault(0, "the file is not text: it has a NUL character");
        }

        while (SkipToStatement())
        {
            var name = ReadName();
            _cursor.SkipBlanks();
            _variables[name] = _cursor.Current is '"' or '\'' ? ReadQuoted() : ReadPlain();
        }

        return _variables;
    }

    private bool SkipToStatement()
    {
        while (char.IsWhiteSpace(_cursor.Current) || _cursor.Current == '#')
        {
            if (_cursor.Current == '#')
            {
                _ = _cursor.TakeLine();
            }
            else
            {
                _ = _cursor.Take();
            }
        }

        return !_cursor.IsAtEnd;
    }

    private string ReadName()
    {
        if (_cursor.StartsWith(Export) && _cursor.Ahead(Export.Length) is ' ' or '\t')
        {
            _cursor.Skip(Export.Length);
            _cursor.SkipBlanks();
        }

        var length = 0;
        while (_cursor.Ahead(length) is not ('=' or '\n' or TextCursor.End))
        {
            length++;
        }

        var name = _cursor.Peek(0, length).TrimEnd();
        if (_cursor.Ahead(length) != '=')
        {
            throw Fault(_cursor.Line, "this line is not NAME=value");
        }

        if (name.Length == 0 || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-'))
        {
            throw Fault(_cursor.Line, "the name in front of \"=\" may have letters, digits, \"_\", \".\" and \"-\" only");
        }

        _cursor.Skip(length + 1);
        return name;
    }

    private string ReadPlain()
    {
        // Only white space makes # a comment: a colour is #fff.
        var value = new StringBuilder();
        while (_cursor.Current is not ('\n' or TextCursor.End) && !(_cursor.Current == '#' && char.IsWhiteSpace(_cursor.Last)))
        {
            if (_cursor.Current == '\\' && _cursor.Ahead(1) == '$')
            {
                _cursor.Skip(1);
                value.Append(_cursor.Take());
            }
            else
            {
                Append(value);
            }
        }

        _ = _cursor.TakeLine();
        return value.ToString().TrimEnd();
    }

    private string ReadQuoted()
    {
        var (quote, line) = (_cursor.Take(), _cursor.Line);
        var value = new StringBuilder();
        while (_cursor.Current != quote)
        {
            if (_cursor.IsAtEnd)
            {
                throw Fault(line, $"the quote {quote} is not closed");
            }

            if (quote == '\'')
            {
                _cursor.Skip(_cursor.Current == '\\' && _cursor.Ahead(1) == quote ? 1 : 0);
                value.Append(_cursor.Take());
            }
            else if (_cursor.Current == '\\' && _cursor.Ahead(1) != TextCursor.End)
            {
                _cursor.Skip(1);
                value.Append(_cursor.Take() switch { 'n' => '\n', 'r' => '\r', var other => other });
            }
            else
            {
                Append(value);
            }
        }

        _cursor.Skip(1);
        var end = _cursor.Line;
        return _cursor.TakeLine().Trim() is "" or ['#', ..] ? value.ToString() : throw Fault(end, "there is text behind the closing quote");
    }

    /// <summary>Appends one character, or the variable that starts here.</summary>
    private void Append(StringBuilder value)
    {
        var start = _cursor.StartsWith("${") ? 2 : 1;
        var end = start;
        while (char.IsAsciiLetterUpper(_cursor.Ahead(end)) || char.IsAsciiDigit(_cursor.Ahead(end)) || _cursor.Ahead(end) == '_')
        {
            end++;
        }

        if (_cursor.Current != '$' || end == start || (start == 2 && _cursor.Ahead(end) != '}'))
        {
            value.Append(_cursor.Take());
            return;
        }

        var name = _cursor.Peek(start, end);
        value.Append(environment.OfProcess(name) ?? _variables.GetValueOrDefault(name) ?? environment.Get(name));
        _cursor.Skip(start == 2 ? end + 1 : end);
    }

    private SourceException Fault(int line, string message) => new(new(file, line), message);
}
