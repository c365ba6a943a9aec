namespace Spiral.Goridge;

/// <summary>Gathers a frame, so that it leaves with one write where it fits; what is large is written from where it lies.</summary>
/// <param name="write">Writes all the bytes it is given.</param>
internal sealed class SendBuffer(SendBuffer.Writer write)
{
    // A 64 KiB message with its context and header in one piece.
    private const int Bytes = 72 * 1024;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Bytes);
    private int _count;

    public delegate void Writer(ReadOnlySpan<byte> bytes);

    public void Begin(FrameHeader header, ReadOnlySpan<uint> options)
    {
        FrameEncoder.WriteHeader(_bytes, header, options);
        _count = header.HeaderBytes;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - _count)
        {
            if (_count > 0 && bytes.Length < _bytes.Length)
            {
                var head = bytes[..(_bytes.Length - _count)];
                head.CopyTo(_bytes.AsSpan(_count));
                _count = _bytes.Length;
                bytes = bytes[head.Length..];
            }

            Flush();
            if (bytes.Length >= _bytes.Length)
            {
                write(bytes);
                return;
            }
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    public void Flush()
    {
        if (_count > 0)
        {
            var count = _count;
            _count = 0;
            write(_bytes.AsSpan(0, count));
        }
    }
}
