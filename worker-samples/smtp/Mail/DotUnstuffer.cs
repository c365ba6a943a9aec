using System.Buffers;

namespace RoadRunner.Samples.Smtp;

/// <summary>Takes the dots out that the client put in front of lines with a dot, RFC 5321 4.5.2. A line begins behind CR LF and nowhere else.</summary>
/// <remarks>Keeps its place between pieces: a cut may be anywhere. To be used once, from the first byte of a body to the last.</remarks>
internal struct DotUnstuffer
{
    private const byte CR = (byte)'\r';
    private const byte LF = (byte)'\n';
    private const byte Dot = (byte)'.';

    // How many bytes of CR LF lie just before the next byte. The first line begins behind the CR LF of DATA.
    private int _matched = 2;

    public DotUnstuffer()
    {
    }

    /// <summary>Counts the bytes that a body has in the end.</summary>
    public static long Measure(in ReadOnlySequence<byte> body)
    {
        var unstuffer = new DotUnstuffer();
        long count = 0;
        foreach (var memory in body)
        {
            var piece = memory.Span;
            while (!piece.IsEmpty)
            {
                count += unstuffer.Take(ref piece).Length;
            }
        }

        return count;
    }

    /// <summary>Copies what stays of a piece.</summary>
    /// <param name="piece">The next bytes of the body.</param>
    /// <param name="destination">At least as long as the piece.</param>
    /// <returns>How many bytes were written.</returns>
    public int Copy(ReadOnlySpan<byte> piece, Span<byte> destination)
    {
        var written = 0;
        while (!piece.IsEmpty)
        {
            var run = Take(ref piece);
            run.CopyTo(destination[written..]);
            written += run.Length;
        }

        return written;
    }

    // Returns the bytes up to the next dot that goes, and moves the piece behind that dot.
    private ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> piece)
    {
        var at = 0;
        while (at < piece.Length)
        {
            if (_matched == 0)
            {
                var found = piece[at..].IndexOf(CR);
                _matched = found < 0 ? 0 : 1;
                at = found < 0 ? piece.Length : at + found + 1;
                continue;
            }

            var next = piece[at];
            if (_matched == 2 && next == Dot)
            {
                _matched = 0;
                var before = piece[..at];
                piece = piece[(at + 1)..];
                return before;
            }

            _matched = next == CR ? 1 : next == LF && _matched == 1 ? 2 : 0;
            at++;
        }

        var rest = piece;
        piece = default;
        return rest;
    }
}
