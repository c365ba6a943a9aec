namespace RoadRunner.Documentation.Tests;

/// <summary>Recordings of a genuine server that nobody plays prove nothing.</summary>
public sealed class RecordingsTests
{
    [Fact]
    public void Every_recording_is_played_by_a_test_of_the_host()
    {
        var sources = string.Join('\n', new[] { "tests/RoadRunner.Host.Tests", "tests/Integration" }.SelectMany(Sources).Select(File.ReadAllText));
        var unused = Directory.EnumerateFiles(Path.Combine(Pages.Root, "tests/Vectors/captures"), "*.jsonl")
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name != "frame-vectors" && !sources.Contains($"\"{name}\"", StringComparison.Ordinal));

        Assert.Empty(unused);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Pages.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));
}
