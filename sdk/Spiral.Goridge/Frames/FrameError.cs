namespace Spiral.Goridge;

/// <summary>Which rule of the frame format some bytes break.</summary>
public enum FrameError
{
    /// <summary>The high nibble of byte 0 is not 1. Text on the wire ends up here most of the time.</summary>
    UnsupportedVersion,

    /// <summary>The header length is below 3 words, the length of a header without options.</summary>
    HeaderTooShort,

    /// <summary>The header length is above 13 words, the length of a header with ten options.</summary>
    HeaderTooLong,

    /// <summary>Bytes 6 to 9 are not the CRC-32 of bytes 0 to 5.</summary>
    ChecksumMismatch,

    /// <summary>The announced payload is larger than the limit of this end.</summary>
    PayloadTooLarge,

    /// <summary>The frame has another number of options than its kind needs: one for a payload, two for RPC.</summary>
    WrongOptionCount,

    /// <summary>An option that is a length (context, method name) points beyond the payload.</summary>
    OptionBeyondPayload,

    /// <summary>An RPC reply carries the sequence number of no call that waits for one.</summary>
    UnknownSequence,

    /// <summary>An RPC reply names another method than the call with its sequence number.</summary>
    WrongMethod,
}
