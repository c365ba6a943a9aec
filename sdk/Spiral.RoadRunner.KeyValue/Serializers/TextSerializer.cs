using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.KeyValue;

internal sealed class TextSerializer : IValueSerializer<string>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public void Write(IBufferWriter<byte> writer, string value) => Strict.GetBytes(value, writer);

    public string Read(ReadOnlySpan<byte> bytes) => Strict.GetString(bytes);
}
