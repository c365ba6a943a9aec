using System.Buffers;
using System.Globalization;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Bytes as text that shows what they are: UTF-8 in quotes, with escapes.</summary>
internal static class Visible
{
    private const int MostBytes = 512;

    /// <summary>Returns the text of bytes that may have been cut off.</summary>
    /// <param name="bytes">The first bytes.</param>
    /// <param name="length">How many there were.</param>
    public static string Text(ReadOnlySpan<byte> bytes, long length)
    {
        var text = Text(bytes);
        return length > bytes.Length ? string.Create(CultureInfo.InvariantCulture, $"{text}... ({length} bytes)") : text;
    }

    public static string Text(in ReadOnlySequence<byte> bytes) => Text(bytes.Slice(0, Math.Min(bytes.Length, MostBytes)).ToArray(), bytes.Length);

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == OperationStatus.Done)
            {
                Append(text, rune);
            }
            else
            {
                foreach (var value in bytes[..consumed])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }

            bytes = bytes[consumed..];
        }

        return text.Append('"').ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        _ = rune.Value switch
        {
            '\r' => text.Append("\\r"),
            '\n' => text.Append("\\n"),
            '\t' => text.Append("\\t"),
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            < 0x20 or 0x7f => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            _ => text.Append(rune.ToString()),
        };
    }
}
