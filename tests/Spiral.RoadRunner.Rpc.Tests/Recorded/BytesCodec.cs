using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Rpc.Tests;

/// <summary>A body exactly as recorded, for calls that no client of ours would make.</summary>
internal sealed class BytesCodec(FrameFlags flags) : IRpcCodec<string, string>
{
    public FrameFlags Flags => flags;

    public void Write(IBufferWriter<byte> writer, string request) => writer.Write(Encoding.UTF8.GetBytes(request));

    public string Read(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);
}
