namespace Spiral.Goridge.Tests.Frames;

/// <summary>What one file of <c>tests/Vectors/*.hex</c> means, written out by hand.</summary>
public sealed record HexVector(string Name, FrameFlags Flags, StreamFlags Stream, uint[] Options, string Payload)
{
    public static IReadOnlyList<HexVector> All { get; } =
    [
        new("answer-continue", FrameFlags.None, StreamFlags.None, [8], "CONTINUE"),
        new("answer-empty", FrameFlags.None, StreamFlags.None, [0], ""),
        new("answer-error", FrameFlags.Error, StreamFlags.None, [], "boom"),
        new("answer-stream-ping", FrameFlags.None, StreamFlags.Stream | StreamFlags.Ping, [5], "WRITEpart2"),
        new("answer-write", FrameFlags.None, StreamFlags.None, [5], "WRITEhello\r\n"),
        new("answer-writeclose", FrameFlags.None, StreamFlags.None, [10], "WRITECLOSEbye\r\n"),
        new("control-pid-reply", FrameFlags.Control, StreamFlags.None, [], """{"pid":42}"""),
        new("control-pid-request", FrameFlags.Control | FrameFlags.Json, StreamFlags.None, [], """{"pid":1234}"""),
        new("control-stop", FrameFlags.Control | FrameFlags.Json, StreamFlags.None, [], """{"stop":true}"""),
        new("pong", FrameFlags.None, StreamFlags.Pong, [], ""),
        new("rpc-request", FrameFlags.Json, StreamFlags.None, [1, 11], "rpc.Versiontrue"),
        new("ten-options", FrameFlags.Raw, StreamFlags.None, [0, 1, 2, 3, 4, 5, 6, 7, 8, uint.MaxValue], "end"),
    ];

    public static HexVector Get(string name) => All.Single(vector => vector.Name == name);
}
