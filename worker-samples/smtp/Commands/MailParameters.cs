using System.Buffers;
using System.Globalization;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>The parameters of MAIL, RFC 5321 4.1.2, 1870, 6152 and 4954 section 5.</summary>
public record struct MailParameters
{
    private static readonly SearchValues<byte> KeywordCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);

    /// <summary>Gets the declared size in bytes; null when there was none, <see cref="long.MaxValue"/> for anything larger.</summary>
    public long? Size { get; private set; }

    /// <summary>Gets whether 8BITMIME was said; null when BODY was not given.</summary>
    public bool? Is8Bit { get; private set; }

    private bool HasAuth { get; set; }

    /// <summary>Reads what stands behind the path.</summary>
    /// <param name="text">Without leading spaces; may be empty.</param>
    /// <param name="offersAuth">Whether AUTH= is one of our parameters.</param>
    /// <param name="parameters">What was read.</param>
    public static ParameterError TryRead(ReadOnlySpan<byte> text, bool offersAuth, out MailParameters parameters)
    {
        parameters = default;
        foreach (var range in text.Split((byte)' '))
        {
            var parameter = text[range];
            if (parameter.IsEmpty)
                continue;

            var error = parameters.Add(parameter, offersAuth);
            if (error != ParameterError.None)
                return error;
        }

        return ParameterError.None;
    }

    private ParameterError Add(ReadOnlySpan<byte> parameter, bool offersAuth)
    {
        var equals = parameter.IndexOf((byte)'=');
        var keyword = equals < 0 ? parameter : parameter[..equals];
        var value = equals < 0 ? default : parameter[(equals + 1)..];
        if (keyword.IsEmpty || keyword[0] == '-' || keyword.ContainsAnyExcept(KeywordCharacters))
            return ParameterError.Syntax;

        bool isFirst;
        bool isValid;
        if (Ascii.EqualsIgnoreCase(keyword, "SIZE"u8))
        {
            isFirst = Size is null;
            Size = ReadSize(value);
            isValid = Size is not null;
        }
        else if (Ascii.EqualsIgnoreCase(keyword, "BODY"u8))
        {
            isFirst = Is8Bit is null;
            Is8Bit = ReadBody(value);
            isValid = Is8Bit is not null;
        }
        else if (offersAuth && Ascii.EqualsIgnoreCase(keyword, "AUTH"u8))
        {
            isFirst = !HasAuth;
            HasAuth = true;
            isValid = IsXtext(value);
        }
        else
        {
            return ParameterError.Unknown;
        }

        return isFirst && isValid ? ParameterError.None : ParameterError.Syntax;
    }

    // Up to 20 digits, which is more than a long holds.
    private static long? ReadSize(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > 20 || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return null;

        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : long.MaxValue;
    }

    private static bool? ReadBody(ReadOnlySpan<byte> value) =>
        Ascii.EqualsIgnoreCase(value, "8BITMIME"u8) ? true : Ascii.EqualsIgnoreCase(value, "7BIT"u8) ? false : null;

    // RFC 3461 section 4: printable characters, with + and = written as +HH. The mailbox itself is of no use here.
    private static bool IsXtext(ReadOnlySpan<byte> value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is < 33 or > 126 or (byte)'=')
                return false;

            if (value[at] != '+')
                continue;

            if (at + 2 >= value.Length || !char.IsAsciiHexDigitUpper((char)value[at + 1]) || !char.IsAsciiHexDigitUpper((char)value[at + 2]))
                return false;

            at += 2;
        }

        return !value.IsEmpty;
    }
}
