namespace Spiral.Goridge;

/// <summary>Settings of a <see cref="Relay"/>.</summary>
public sealed class RelayOptions
{
    /// <summary>Gets the largest payload accepted and sent in one frame, in bytes.</summary>
    /// <value>
    /// Default 64 MiB + 64 KiB; 1 KiB to 1 GiB. A larger frame from the peer is a <see cref="FrameFormatException"/>, a larger
    /// one of our own an <see cref="ArgumentException"/> before a byte is written.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 KiB or above 1 GiB.</exception>
    public int MaxPayloadBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, RelayDefaults.MinMaxPayloadBytes);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, RelayDefaults.MaxMaxPayloadBytes);
            field = value;
        }
    } = RelayDefaults.MaxPayloadBytes;
}
