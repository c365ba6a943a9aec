using System.Buffers;

namespace Spiral.Goridge;

/// <summary>The bytes a relay has read and not yet handed out as frames.</summary>
/// <remarks>
/// It grows by doubling as bytes arrive, never because a header announces them, and gives a large buffer back as soon as it is
/// empty. A frame taken from it is borrowed until <see cref="GetFreeMemory"/> is called again.
/// </remarks>
internal sealed class ReceiveBuffer(int maxPayloadBytes)
{
    // Holds a 64 KiB message with its context in one piece and stays below the large object heap.
    private const int InitialBytes = 80 * 1024;

    private readonly byte[] _initial = GC.AllocateUninitializedArray<byte>(InitialBytes);
    private byte[]? _rented;
    private int _start;
    private int _end;

    private byte[] Bytes => _rented ?? _initial;

    /// <summary>Gets how many bytes have been received and not been taken as frames.</summary>
    public int Count => _end - _start;

    /// <summary>Gets those bytes.</summary>
    public ReadOnlyMemory<byte> Unread => Bytes.AsMemory(_start, Count);

    public bool TryRead(out Frame frame)
    {
        if (!FrameDecoder.TryRead(Unread, maxPayloadBytes, out frame))
        {
            return false;
        }

        _start += (int)frame.Header.TotalBytes;
        return true;
    }

    /// <summary>Returns room for at least one byte, behind the bytes that are already there.</summary>
    public Memory<byte> GetFreeMemory()
    {
        if (Count == 0)
        {
            _start = _end = 0;
            ReturnRented();
        }
        else if (_end == Bytes.Length)
        {
            MakeRoom();
        }

        return Bytes.AsMemory(_end);
    }

    public void Advance(int count) => _end += count;

    private void MakeRoom()
    {
        var bytes = Bytes;
        var count = Count;
        if (_start > bytes.Length / 2)
        {
            bytes.AsSpan(_start, count).CopyTo(bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(checked(bytes.Length * 2));
            bytes.AsSpan(_start, count).CopyTo(larger);
            ReturnRented();
            _rented = larger;
        }

        _start = 0;
        _end = count;
    }

    private void ReturnRented()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
