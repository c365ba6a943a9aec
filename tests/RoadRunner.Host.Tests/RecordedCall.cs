using System.Buffers.Binary;
using System.Text;
using RoadRunner.TestKit;

namespace RoadRunner.Host.Tests;

/// <summary>One call of a recorded RPC transcript with its reply.</summary>
/// <param name="Method">Service and method.</param>
/// <param name="Codec">The codec bit of the request.</param>
/// <param name="Body">The argument.</param>
/// <param name="Reply">The result, or the text of the error.</param>
/// <param name="IsError">Whether the reply is an error.</param>
internal sealed record RecordedCall(string Method, byte Codec, byte[] Body, byte[] Reply, bool IsError)
{
    public const byte Json = 0x08;
    public const byte Proto = 0x80;

    private const int HeaderBytes = 20;
    private const int FlagsAt = 1;
    private const int SequenceAt = 12;
    private const int MethodLengthAt = 16;
    private const byte ErrorFlag = 0x40;

    public string BodyText => Encoding.UTF8.GetString(Body);

    public string ReplyText => Encoding.UTF8.GetString(Reply);

    /// <summary>Returns the calls of a transcript in the order of their requests, and its other lines as notes between them.</summary>
    public static IEnumerable<(RecordedCall? Call, string Note)> Read(string scenario)
    {
        var lines = Capture.Load(scenario).Lines;
        foreach (var (index, line) in lines.Index())
        {
            if (!line.IsRpc)
            {
                yield return (null, line.Note);
            }
            else if (line.Direction == CaptureLine.FromClient)
            {
                var reply = lines.Skip(index).First(other => other.Direction == CaptureLine.ToClient && Word(other, SequenceAt) == Word(line, SequenceAt));
                var (method, body) = Split(line);
                var replyFlags = reply.Bytes.Span[FlagsAt];
                yield return (new RecordedCall(method, line.Bytes.Span[FlagsAt], body, Split(reply).Body, (replyFlags & ErrorFlag) != 0), line.Note);
            }
        }
    }

    private static (string Method, byte[] Body) Split(CaptureLine line)
    {
        var payload = line.Bytes.Span[HeaderBytes..];
        var length = (int)Word(line, MethodLengthAt);
        return (Encoding.UTF8.GetString(payload[..length]), payload[length..].ToArray());
    }

    private static uint Word(CaptureLine line, int at) => BinaryPrimitives.ReadUInt32LittleEndian(line.Bytes.Span[at..]);
}
