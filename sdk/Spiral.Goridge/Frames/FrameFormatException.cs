using System.Globalization;
using System.Text;

namespace Spiral.Goridge;

/// <summary>These bytes are no frame. Nothing after them can be trusted: the relay has to be closed.</summary>
/// <remarks>The message shows the bytes as hex and as text, because the usual cause is a program that prints to the wire.</remarks>
public sealed class FrameFormatException : GoridgeException
{
    /// <summary>How many of the offending bytes are kept and shown.</summary>
    public const int MaxShownBytes = 32;

    private FrameFormatException(FrameError error, string rule, ReadOnlySpan<byte> bytes)
        : base(Describe(rule, bytes))
    {
        Error = error;
        Bytes = bytes[..Math.Min(bytes.Length, MaxShownBytes)].ToArray();
    }

    /// <summary>Gets the rule that is broken.</summary>
    public FrameError Error { get; }

    /// <summary>Gets a copy of the offending bytes, at most <see cref="MaxShownBytes"/> of them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    internal static FrameFormatException UnsupportedVersion(int version, ReadOnlySpan<byte> bytes) =>
        new(FrameError.UnsupportedVersion, Text($"Frame version {version} is not supported (expected {FrameHeader.Version})"), bytes);

    internal static FrameFormatException HeaderTooShort(int words, ReadOnlySpan<byte> bytes) =>
        new(FrameError.HeaderTooShort, Text($"Frame header length {words} is below {FrameHeader.MinWords} words"), bytes);

    internal static FrameFormatException HeaderTooLong(int words, ReadOnlySpan<byte> bytes) =>
        new(FrameError.HeaderTooLong, Text($"Frame header length {words} is above {FrameHeader.MaxWords} words"), bytes);

    internal static FrameFormatException ChecksumMismatch(uint found, uint expected, ReadOnlySpan<byte> bytes) =>
        new(FrameError.ChecksumMismatch, Text($"Frame checksum {found:x8} does not match the first six bytes (expected {expected:x8})"), bytes);

    internal static FrameFormatException PayloadTooLarge(uint payloadBytes, int maxPayloadBytes, ReadOnlySpan<byte> bytes) =>
        new(FrameError.PayloadTooLarge, Text($"Frame announces a payload of {payloadBytes} bytes, the limit is {maxPayloadBytes}"), bytes);

    internal static FrameFormatException WrongOptionCount(int count, int expected, ReadOnlySpan<byte> bytes) =>
        new(FrameError.WrongOptionCount, Text($"Frame has {count} options, {expected} expected"), bytes);

    internal static FrameFormatException OptionBeyondPayload(string option, uint value, uint payloadBytes, ReadOnlySpan<byte> bytes) =>
        new(FrameError.OptionBeyondPayload, Text($"Frame option {option} is {value}, the payload has only {payloadBytes} bytes"), bytes);

    internal static FrameFormatException UnknownSequence(uint sequence, ReadOnlySpan<byte> bytes) =>
        new(FrameError.UnknownSequence, Text($"Reply {sequence} answers no call"), bytes);

    internal static FrameFormatException WrongMethod(uint sequence, string expected, ReadOnlySpan<byte> bytes) =>
        new(FrameError.WrongMethod, Text($"Reply {sequence} names another method than {expected}, which was called"), bytes);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Describe(string rule, ReadOnlySpan<byte> bytes)
    {
        var shown = bytes[..Math.Min(bytes.Length, MaxShownBytes)];
        var text = new StringBuilder(rule).Append(": bytes ");
        foreach (var value in shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value:x2}");
        }

        text.Append(" \"");
        foreach (var value in shown)
        {
            text.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }

        return text.Append('"').Append(bytes.Length > shown.Length ? " …" : "").ToString();
    }
}
