using System.Buffers.Binary;

namespace Spiral.Goridge.Rpc.Tests;

/// <summary>A recorded request with its reply, cut by the offsets of docs/protocol.md and not by our codec.</summary>
/// <param name="Note">What the recorder says about it.</param>
/// <param name="Request">The whole frame of the request.</param>
/// <param name="Reply">The whole frame of the reply.</param>
internal sealed record RecordedCall(string Note, byte[] Request, byte[] Reply)
{
    // These rows are requests that no sane client sends; the server side answers for them.
    private const int SaneVersionAndWords = 0x15;

    public static byte FlagsOf(byte[] frame) => frame[1];

    public static uint SequenceOf(byte[] frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(12));

    public static byte[] MethodOf(byte[] frame) => frame[20..(20 + MethodBytes(frame))];

    public static byte[] BodyOf(byte[] frame) => frame[(20 + MethodBytes(frame))..];

    /// <summary>Returns all calls of a transcript that were answered, in the order of their requests.</summary>
    public static IReadOnlyList<RecordedCall> Load(string scenario)
    {
        var open = new List<(string Note, byte[] Frame)>();
        var calls = new List<RecordedCall>();
        foreach (var line in Capture.Load(scenario).RpcLines)
        {
            foreach (var frame in Split(line.Bytes.ToArray()))
            {
                if (line.Direction == CaptureLine.FromClient)
                {
                    open.Add((line.Note, frame));
                    continue;
                }

                var index = open.FindIndex(request => SequenceOf(request.Frame) == SequenceOf(frame));
                calls.Add(new RecordedCall(open[index].Note, open[index].Frame, frame));
                open.RemoveAt(index);
            }
        }

        return calls;
    }

    /// <summary>Gets a value indicating whether the request is one that a client of ours could send.</summary>
    public bool IsSane => Request[0] == SaneVersionAndWords && Request[10] == 0 && Request[11] == 0;

    private static int MethodBytes(byte[] frame) => BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(16));

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        while (bytes.Length > 0)
        {
            var total = ((bytes[0] & 0x0f) * 4) + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(2));
            yield return bytes[..total];
            bytes = bytes[total..];
        }
    }
}
