namespace RoadRunner.Documentation.Tests;

/// <summary>A row of a table and the tests that prove it.</summary>
/// <param name="Section">The heading above the table.</param>
/// <param name="Cell">The first cell.</param>
/// <param name="Tests">Each as <c>path of the file below tests, without .cs</c>, a dot, and the method.</param>
internal sealed record ProvenRow(string Section, string Cell, List<string> Tests)
{
    /// <summary>Reads a list: headings begin with <c>## </c>, rows at the margin, and the tests of a row are indented below it.</summary>
    public static IReadOnlyList<ProvenRow> ReadAll(string file)
    {
        var section = "";
        var rows = new List<ProvenRow>();
        foreach (var line in File.ReadLines(file).Where(static line => line.Length > 0))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                section = line[3..];
            }
            else if (char.IsWhiteSpace(line[0]))
            {
                rows[^1].Tests.Add(line.Trim());
            }
            else
            {
                rows.Add(new ProvenRow(section, line, []));
            }
        }

        return rows;
    }
}
