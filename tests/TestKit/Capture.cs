using System.Globalization;
using System.Text.Json;

namespace RoadRunner.TestKit;

/// <summary>A transcript recorded with a genuine RoadRunner server; the format is described in <c>tests/Vectors/README.md</c>.</summary>
public sealed class Capture
{
    private const string Folder = "captures";

    private Capture(string scenario, IReadOnlyDictionary<string, string> meta, IReadOnlyList<CaptureLine> lines)
    {
        Scenario = scenario;
        Meta = meta;
        Lines = lines;
    }

    /// <summary>Gets the names of all recorded scenarios.</summary>
    public static IReadOnlyList<string> Scenarios { get; } =
        [.. VectorFiles.Names(Folder, "*.jsonl").Where(name => name != FrameVector.FileName)];

    /// <summary>Gets the name of the scenario.</summary>
    public string Scenario { get; }

    /// <summary>Gets the first line: note, pool, delimiter, relay, kind of worker, as far as recorded.</summary>
    public IReadOnlyDictionary<string, string> Meta { get; }

    /// <summary>Gets all lines but the first, in order of time.</summary>
    public IReadOnlyList<CaptureLine> Lines { get; }

    /// <summary>Gets the traffic of the worker relays, in order of time.</summary>
    public IEnumerable<CaptureLine> RelayLines => Lines.Where(line => line.IsRelay);

    /// <summary>Gets the traffic of the RPC connections, in order of time.</summary>
    public IEnumerable<CaptureLine> RpcLines => Lines.Where(line => line.IsRpc);

    /// <summary>Reads one scenario.</summary>
    /// <param name="scenario">The file name without extension, such as <c>data-write</c>.</param>
    public static Capture Load(string scenario)
    {
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<CaptureLine>();
        foreach (var text in File.ReadLines(VectorFiles.PathOf(Path.Combine(Folder, scenario + ".jsonl"))))
        {
            using var json = JsonDocument.Parse(text);
            var line = json.RootElement;
            if (GetText(line, "dir") != "meta")
            {
                lines.Add(ReadLine(line));
                continue;
            }

            foreach (var entry in line.EnumerateObject())
            {
                meta[entry.Name] = entry.Value.ToString();
            }
        }

        return new Capture(scenario, meta, lines);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scenario} ({Lines.Count} lines)");

    private static CaptureLine ReadLine(JsonElement line) => new(
        GetText(line, "dir"),
        ReadBytes(line),
        GetText(line, "note"),
        GetText(line, "worker"),
        line.TryGetProperty("ms", out var milliseconds) ? milliseconds.GetDouble() : 0);

    // Long bytes stand in "parts": pieces of hex, and one byte repeated many times.
    private static byte[] ReadBytes(JsonElement line)
    {
        if (!line.TryGetProperty("parts", out var parts))
        {
            return Convert.FromHexString(GetText(line, "hex"));
        }

        var bytes = new List<byte>();
        foreach (var part in parts.EnumerateArray())
        {
            if (part.TryGetProperty("repeat", out var repeat))
            {
                bytes.AddRange(Enumerable.Repeat(Convert.ToByte(repeat.GetString(), 16), part.GetProperty("count").GetInt32()));
            }
            else
            {
                bytes.AddRange(Convert.FromHexString(GetText(part, "hex")));
            }
        }

        return [.. bytes];
    }

    private static string GetText(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
