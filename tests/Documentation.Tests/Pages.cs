using System.Reflection;
using System.Text.RegularExpressions;

namespace RoadRunner.Documentation.Tests;

/// <summary>The Markdown pages of the repository.</summary>
internal static partial class Pages
{
    public static string Root { get; } = typeof(Pages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Returns the pages that people read, relative to the root.</summary>
    public static IEnumerable<string> All() =>
        new[] { "README.md", "CHANGELOG.md" }
            .Concat(Markdown("docs"))
            .Concat(Markdown("worker-samples"))
            .Concat(["tests/Benchmarks/README.md"])
            .Order(StringComparer.Ordinal);

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    /// <summary>Returns the fenced blocks of one language, in their order.</summary>
    public static IReadOnlyList<string> CodeBlocks(string page, string language) =>
        [.. Fence().Matches(Read(page)).Where(match => match.Groups["language"].Value == language).Select(static match => match.Groups["code"].Value)];

    /// <summary>Returns the rows of the tables whose first column has no heading: the heading above the table, and the first cell.</summary>
    public static IEnumerable<(string Section, string Cell)> TableRows(string page)
    {
        var section = "";
        foreach (var line in Read(page).Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..].Trim();
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal) && line.Split('|')[1].Trim() is { Length: > 0 } cell)
            {
                yield return (section, cell);
            }
        }
    }

    /// <summary>Returns the targets of links that stay in the repository, without their anchors.</summary>
    public static IEnumerable<string> LocalLinks(string page) =>
        Link().Matches(Read(page))
            .Select(static match => match.Groups["target"].Value.Split('#')[0])
            .Where(static target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

    private static IEnumerable<string> Markdown(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Root, file))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));

    [GeneratedRegex(@"^```(?<language>\w*)\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}
