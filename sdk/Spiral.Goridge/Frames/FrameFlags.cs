namespace Spiral.Goridge;

/// <summary>Byte 1 of a frame: what the payload is. The bits can be combined (docs/protocol.md, "Flags").</summary>
[Flags]
public enum FrameFlags : byte
{
    /// <summary>A plain payload: an event to a worker or the answer to one.</summary>
    None = 0,

    /// <summary>A control message; the payload is JSON: <c>{"pid":N}</c> or <c>{"stop":true}</c>.</summary>
    Control = 0x01,

    /// <summary>RPC codec: the body is passed on as it is.</summary>
    Raw = 0x04,

    /// <summary>RPC codec: the body is one JSON value.</summary>
    Json = 0x08,

    /// <summary>RPC codec: the body is MessagePack.</summary>
    MessagePack = 0x10,

    /// <summary>RPC codec: the body is a Go gob stream.</summary>
    Gob = 0x20,

    /// <summary>The payload is an error text in UTF-8.</summary>
    Error = 0x40,

    /// <summary>RPC codec: the body is a protobuf message.</summary>
    Proto = 0x80,
}
