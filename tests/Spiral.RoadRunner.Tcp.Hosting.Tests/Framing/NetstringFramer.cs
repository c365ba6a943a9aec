using System.Buffers;
using System.Buffers.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>A framer as a user would write it: <c>5:hello,</c>.</summary>
internal sealed class NetstringFramer : ITcpFramer
{
    public bool NeedsRaw => true;

    public bool TryCut(ref ReadOnlySequence<byte> buffer, long maxMessageBytes, out ReadOnlySequence<byte> message)
    {
        message = default;
        var head = buffer.Slice(0, Math.Min(buffer.Length, 12)).ToArray();
        var colon = head.AsSpan().IndexOf((byte)':');
        if (colon < 0)
            return head.Length < 12 ? false : throw TcpFramingException.Malformed("No colon in the first 12 bytes.");

        if (!Utf8Parser.TryParse(head.AsSpan(0, colon), out uint length, out var used) || used != colon)
            throw TcpFramingException.Malformed("The length is no number.");

        if (length > maxMessageBytes)
            throw TcpFramingException.TooLarge(length, maxMessageBytes);

        var end = colon + 1L + length;
        if (buffer.Length <= end)
            return false;

        if (buffer.Slice(end).FirstSpan[0] != ',')
            throw TcpFramingException.Malformed("No comma behind the message.");

        message = buffer.Slice(colon + 1, length);
        buffer = buffer.Slice(end + 1);
        return true;
    }
}
