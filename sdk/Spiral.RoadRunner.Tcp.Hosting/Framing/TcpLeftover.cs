namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What is known of the bytes that a framer has left, without fetching them.</summary>
public readonly ref struct TcpLeftover
{
    /// <summary>How many of the first and of the last bytes are known.</summary>
    public const int KnownBytes = 32;

    /// <summary>Creates it.</summary>
    /// <param name="length">How many bytes there are.</param>
    /// <param name="head">The first ones: all, or <see cref="KnownBytes"/>.</param>
    /// <param name="tail">The last ones: all, or at least <see cref="KnownBytes"/>.</param>
    public TcpLeftover(long length, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        Length = length;
        Head = head;
        Tail = tail;
    }

    /// <summary>Gets how many bytes there are.</summary>
    public long Length { get; }

    /// <summary>Gets the first ones: all, or <see cref="KnownBytes"/>.</summary>
    public ReadOnlySpan<byte> Head { get; }

    /// <summary>Gets the last ones: all, or at least <see cref="KnownBytes"/>.</summary>
    public ReadOnlySpan<byte> Tail { get; }
}
