using System.Buffers;

namespace RoadRunner.Samples.Smtp;

/// <summary>What is stored of a mail: the trace header, and behind it the bytes that the client meant. Borrows the body; nothing is copied before it is written.</summary>
public sealed class MailContent
{
    private const int PieceBytes = 64 * 1024;

    private readonly ReadOnlyMemory<byte> _trace;
    private readonly ReadOnlySequence<byte> _stuffed;

    internal MailContent(ReadOnlyMemory<byte> trace, in ReadOnlySequence<byte> stuffed, long bodyBytes)
    {
        _trace = trace;
        _stuffed = stuffed;
        Length = trace.Length + bodyBytes;
    }

    /// <summary>Gets how many bytes are written.</summary>
    public long Length { get; }

    /// <summary>Writes everything. May be called again.</summary>
    /// <param name="destination">Where to; neither flushed nor closed.</param>
    /// <param name="cancellationToken">Ends the writing where it is.</param>
    public async Task WriteToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await destination.WriteAsync(_trace, cancellationToken);
        if (_stuffed.IsEmpty)
            return;

        var unstuffer = new DotUnstuffer();
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var filled = 0;
            foreach (var segment in _stuffed)
            {
                for (var rest = segment; !rest.IsEmpty;)
                {
                    var piece = rest[..Math.Min(rest.Length, buffer.Length - filled)];
                    rest = rest[piece.Length..];
                    filled += unstuffer.Copy(piece.Span, buffer.AsSpan(filled));
                    if (filled == buffer.Length)
                    {
                        await destination.WriteAsync(buffer, cancellationToken);
                        filled = 0;
                    }
                }
            }

            await destination.WriteAsync(buffer.AsMemory(0, filled), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
