using System.Globalization;
using System.Text.Json;

namespace RoadRunner.TestKit;

/// <summary>One recorded frame with its fields, as written by the recorder and not by our codec.</summary>
/// <param name="Name">What the frame is.</param>
/// <param name="Bytes">The whole frame.</param>
/// <param name="Version">The high nibble of byte 0.</param>
/// <param name="HeaderWords">The low nibble of byte 0.</param>
/// <param name="Flags">Byte 1.</param>
/// <param name="PayloadBytes">Bytes 2 to 5.</param>
/// <param name="Checksum">Bytes 6 to 9, as the number they are.</param>
/// <param name="Byte10">The stream bits.</param>
/// <param name="Byte11">The reserved byte.</param>
/// <param name="Options">The options.</param>
/// <param name="Payload">The payload.</param>
/// <param name="IsValid">Whether the Go reader accepts the frame.</param>
/// <param name="Reason">A remark on frames that somebody refuses; empty for ordinary ones.</param>
/// <param name="Source">The scenario it comes from, see <see cref="Capture.Load"/>.</param>
public sealed record FrameVector(
    string Name,
    ReadOnlyMemory<byte> Bytes,
    int Version,
    int HeaderWords,
    byte Flags,
    uint PayloadBytes,
    uint Checksum,
    byte Byte10,
    byte Byte11,
    IReadOnlyList<uint> Options,
    ReadOnlyMemory<byte> Payload,
    bool IsValid,
    string Reason,
    string Source)
{
    internal const string FileName = "frame-vectors";

    /// <summary>Gets all recorded frames.</summary>
    public static IReadOnlyList<FrameVector> All { get; } =
        [.. File.ReadLines(VectorFiles.PathOf(Path.Combine("captures", FileName + ".jsonl"))).Select(Read)];

    /// <summary>Finds a frame by its name.</summary>
    /// <param name="name">What the frame is.</param>
    public static FrameVector Get(string name) => All.Single(vector => vector.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static FrameVector Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var line = json.RootElement;
        return new FrameVector(
            line.GetProperty("name").GetString()!,
            Convert.FromHexString(line.GetProperty("hex").GetString()!),
            line.GetProperty("version").GetInt32(),
            line.GetProperty("header_words").GetInt32(),
            line.GetProperty("flags").GetByte(),
            line.GetProperty("payload_len").GetUInt32(),
            uint.Parse(line.GetProperty("crc").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            line.GetProperty("byte10").GetByte(),
            line.GetProperty("byte11").GetByte(),
            [.. line.GetProperty("options").EnumerateArray().Select(option => option.GetUInt32())],
            Convert.FromHexString(line.GetProperty("payload").GetString()!),
            line.GetProperty("valid").GetBoolean(),
            line.TryGetProperty("reason", out var reason) ? reason.GetString()! : "",
            line.GetProperty("source").GetString()!);
    }
}
