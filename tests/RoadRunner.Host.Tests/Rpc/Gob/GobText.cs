using System.Buffers;
using System.Globalization;
using RoadRunner.Host.Rpc.Codecs;
using RoadRunner.Host.Rpc.Gob;

namespace RoadRunner.Host.Tests.Rpc.Gob;

/// <summary>Gob bodies for tests: from hexadecimal digits, from a writer, and as text.</summary>
internal static class GobText
{
    /// <summary>Returns the bodies of the recorded replies, by method, in their order.</summary>
    public static IReadOnlyList<RecordedCall> Recorded { get; } = [.. RecordedCall.Read("rpc-cli-gob").Select(static entry => entry.Call).OfType<RecordedCall>()];

    public static byte[] Write(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a body and shows it.</summary>
    public static string Read(string hex) => Show(GobReader.Read(Bytes(hex)));

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Show(GoValue value) => value.Value switch
    {
        List<GoValue> list => $"[{string.Join(", ", list.Select(Show))}]",
        List<KeyValuePair<string, GoValue>> fields => $"{{{string.Join(", ", fields.Select(static field => $"{field.Key}: {Show(field.Value)}"))}}}",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string text => $"\"{text}\"",
        var other => string.Create(CultureInfo.InvariantCulture, $"{other}"),
    };
}
