namespace Spiral.Goridge.Rpc;

/// <summary>A point in time as MessagePack writes it (extension −1): seconds since 1970-01-01T00:00:00Z, and nanoseconds.</summary>
/// <remarks>An immutable value. It reaches further and is finer than <see cref="DateTimeOffset"/>, hence a type of its own.</remarks>
public readonly record struct MessagePackTimestamp
{
    /// <summary>The extension type of timestamps.</summary>
    public const sbyte ExtensionType = -1;

    internal const uint MaxNanoseconds = 999_999_999;

    /// <summary>Creates a timestamp.</summary>
    /// <param name="seconds">Whole seconds since the Unix epoch, rounded down; any value.</param>
    /// <param name="nanoseconds">Nanoseconds on top, 0 to 999,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nanoseconds"/> is above its range.</exception>
    public MessagePackTimestamp(long seconds, uint nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nanoseconds, MaxNanoseconds);
        Seconds = seconds;
        Nanoseconds = nanoseconds;
    }

    /// <summary>Gets the whole seconds since the Unix epoch, rounded down.</summary>
    public long Seconds { get; }

    /// <summary>Gets the nanoseconds on top, 0 to 999,999,999.</summary>
    public uint Nanoseconds { get; }

    /// <summary>Makes a timestamp of a time, exactly.</summary>
    /// <param name="time">Any time; its offset is not kept.</param>
    public static MessagePackTimestamp From(DateTimeOffset time)
    {
        var (seconds, ticks) = Math.DivRem(time.UtcTicks, TimeSpan.TicksPerSecond);
        return new MessagePackTimestamp(seconds - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond), (uint)(ticks * TimeSpan.NanosecondsPerTick));
    }

    /// <summary>Returns the time in UTC, cut to the 100 ns of a tick.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not in 1 to 9999.</exception>
    public DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanoseconds / TimeSpan.NanosecondsPerTick);
}
