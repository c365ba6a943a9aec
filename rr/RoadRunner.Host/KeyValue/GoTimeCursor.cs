using System.Globalization;
using System.Text;

namespace RoadRunner.Host.KeyValue;

/// <summary>
/// The steps of Go's <c>time.Parse</c> (time/format.go) over one text. After the first error every step does nothing, as Go
/// returns there. Bytes and not characters, because Go's checks of length count bytes.
/// </summary>
internal ref struct GoTimeCursor(ReadOnlySpan<byte> text)
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const int YearDigits = 4;
    private const int ZoneBytes = 6;
    private const int FractionDigits = 9;

    private readonly ReadOnlySpan<byte> _text = text;
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Gets the message of the first error.</summary>
    public string? Error { get; private set; }

    public void Literal(string expected)
    {
        if (Error is null && !(_rest.Length > 0 && _rest[0] == expected[0]))
        {
            CannotParse(_rest, expected);
        }

        Advance(expected.Length);
    }

    public int Year()
    {
        if (_rest.Length < YearDigits || _rest[..YearDigits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            CannotParse(_rest, "2006");
            return 0;
        }

        var year = int.Parse(_rest[..YearDigits], CultureInfo.InvariantCulture);
        Advance(YearDigits);
        return year;
    }

    /// <summary>Reads one or two digits.</summary>
    /// <param name="element">The element of the layout, for the message.</param>
    /// <param name="fixedLength">Whether there have to be two.</param>
    /// <param name="name">What it is, for the message.</param>
    /// <param name="least">The smallest value.</param>
    /// <param name="most">The largest value.</param>
    public int Number(string element, bool fixedLength, string name, int least, int most)
    {
        if (Error is not null)
        {
            return 0;
        }

        var digits = !IsDigit(0) ? 0 : IsDigit(1) ? 2 : 1;
        if (digits == 0 || (fixedLength && digits == 1))
        {
            CannotParse(_rest, element);
            return 0;
        }

        var value = int.Parse(_rest[..digits], CultureInfo.InvariantCulture);
        Advance(digits);
        if (value < least || value > most)
        {
            Fail($": {name} out of range");
        }

        return value;
    }

    /// <summary>Reads a fraction of a second where there is one, though the layout has none.</summary>
    public long FractionTicks()
    {
        if (Error is not null || !(_rest.Length >= 2 && _rest[0] is (byte)'.' or (byte)',' && IsDigit(1)))
        {
            return 0;
        }

        var end = 1;
        var nanoseconds = 0L;
        for (; IsDigit(end); end++)
        {
            nanoseconds = end <= FractionDigits ? (nanoseconds * 10) + _rest[end] - '0' : nanoseconds;
        }

        for (var digits = end - 1; digits < FractionDigits; digits++)
        {
            nanoseconds *= 10;
        }

        Advance(end);
        return nanoseconds / TimeSpan.NanosecondsPerTick;
    }

    /// <summary>Reads <c>Z</c> or an offset such as <c>+02:00</c>.</summary>
    public TimeSpan Zone()
    {
        const string element = "Z07:00";
        if (Error is not null)
        {
            return default;
        }

        if (_rest.Length > 0 && _rest[0] == 'Z')
        {
            Advance(1);
            return default;
        }

        var hoursRead = _rest.Length >= ZoneBytes && _rest[3] == ':' && IsDigit(1) && IsDigit(2);
        var minutesRead = hoursRead && IsDigit(4) && IsDigit(5);
        var hours = hoursRead ? int.Parse(_rest[1..3], CultureInfo.InvariantCulture) : 0;
        var minutes = minutesRead ? int.Parse(_rest[4..6], CultureInfo.InvariantCulture) : 0;

        // Go lets 24 hours and 60 minutes pass, and says what is out of range before it looks at the sign.
        if (hours > 24 || minutes > 60)
        {
            Fail($": time zone offset {(minutes > 60 ? "minute" : "hour")} out of range");
            return default;
        }

        if (!minutesRead || _rest[0] is not ((byte)'+' or (byte)'-'))
        {
            CannotParse(_rest, element);
            return default;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        offset = _rest[0] == '-' ? -offset : offset;
        Advance(ZoneBytes);
        return offset;
    }

    public void End()
    {
        if (Error is null && _rest.Length > 0)
        {
            Fail($": extra text: {GoQuote.Quote(_rest)}");
        }
    }

    public void DayOfMonth(int year, int month, int day)
    {
        // .NET has no year 0, which was a leap year.
        if (Error is null && (day < 1 || day > DateTime.DaysInMonth(year == 0 ? 2000 : year, month)))
        {
            Fail(": day out of range");
        }
    }

    private readonly bool IsDigit(int at) => at < _rest.Length && char.IsAsciiDigit((char)_rest[at]);

    private void Advance(int count) => _rest = Error is null ? _rest[count..] : _rest;

    private void CannotParse(ReadOnlySpan<byte> at, string element) =>
        Fail($" as {GoQuote.Quote(Encoding.UTF8.GetBytes(Layout))}: cannot parse {GoQuote.Quote(at)} as {GoQuote.Quote(Encoding.UTF8.GetBytes(element))}");

    private void Fail(string what) => Error ??= $"parsing time {GoQuote.Quote(_text)}{what}";
}
