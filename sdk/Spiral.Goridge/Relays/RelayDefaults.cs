namespace Spiral.Goridge;

/// <summary>Defaults of <see cref="RelayOptions"/>; the embedded host uses the same numbers on its end.</summary>
public static class RelayDefaults
{
    /// <summary>The largest payload of one frame: 64 MiB for the message and 64 KiB for its context.</summary>
    public const int MaxPayloadBytes = (64 * 1024 * 1024) + (64 * 1024);

    /// <summary>The smallest limit that can be set: below it not even a context fits.</summary>
    public const int MinMaxPayloadBytes = 1024;

    /// <summary>The largest limit that can be set, 1 GiB: a frame is kept in one piece of memory.</summary>
    public const int MaxMaxPayloadBytes = 1024 * 1024 * 1024;
}
