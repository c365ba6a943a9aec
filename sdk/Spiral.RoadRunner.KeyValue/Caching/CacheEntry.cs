using System.Buffers;
using System.Buffers.Binary;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A stored entry of the cache: version (1), sliding window, absolute end, time of the last renewal (ticks, little endian), value.</summary>
/// <param name="bytes">What is stored, all of it.</param>
internal readonly struct CacheEntry(byte[] bytes)
{
    private const byte Version = 1;
    private const int WindowAt = 1;
    private const int EndAt = WindowAt + sizeof(long);
    private const int RenewedAt = EndAt + sizeof(long);
    private const int ValueAt = RenewedAt + sizeof(long);

    // There is no window of zero, and no end in the year 1.
    private const long None = 0;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public ReadOnlyMemory<byte> Value => bytes.AsMemory(ValueAt);

    /// <summary>Gets when the entry ends unless it is renewed; null: never.</summary>
    public DateTimeOffset? Expiry
    {
        get
        {
            var sliding = Window == None ? null : Lifetime.EndOf(TimeSpan.FromTicks(Window), Time(RenewedAt));
            DateTimeOffset? end = Read(EndAt) == None ? null : Time(EndAt);
            return sliding is null || end < sliding ? end : sliding;
        }
    }

    private long Window => Read(WindowAt);

    public static CacheEntry Create(in ReadOnlySequence<byte> value, TimeSpan? window, DateTimeOffset? end, DateTimeOffset now)
    {
        var bytes = new byte[ValueAt + value.Length];
        bytes[0] = Version;
        // A window that no calendar reaches is none.
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(WindowAt), Lifetime.EndOf(window, now) is null ? None : window!.Value.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(EndAt), end?.UtcTicks ?? None);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(RenewedAt), now.UtcTicks);
        value.CopyTo(bytes.AsSpan(ValueAt));
        return new CacheEntry(bytes);
    }

    /// <summary>Says whether the bytes are an entry, and not a value that was stored past the cache.</summary>
    public static bool IsEntry(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= ValueAt && bytes[0] == Version && IsTime(bytes[WindowAt..]) && IsTime(bytes[EndAt..]) && IsTime(bytes[RenewedAt..]);

    public bool IsOver(DateTimeOffset now) => Expiry <= now;

    public bool NeedsRenewal(DateTimeOffset now) => Window != None && (now - Time(RenewedAt)).Ticks >= Window / 2;

    public void Renew(DateTimeOffset now) => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(RenewedAt), now.UtcTicks);

    private static bool IsTime(ReadOnlySpan<byte> field) => (ulong)BinaryPrimitives.ReadInt64LittleEndian(field) <= (ulong)DateTimeOffset.MaxValue.Ticks;

    private long Read(int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private DateTimeOffset Time(int at) => new(Read(at), TimeSpan.Zero);
}
