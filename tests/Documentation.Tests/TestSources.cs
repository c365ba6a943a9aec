namespace RoadRunner.Documentation.Tests;

/// <summary>The sources of the tests.</summary>
internal static class TestSources
{
    /// <summary>Says whether a test exists.</summary>
    /// <param name="test">The path of its file below <c>tests</c> without <c>.cs</c>, a dot, and the method.</param>
    public static bool Has(string test)
    {
        var dot = test.LastIndexOf('.');
        var file = Path.Combine(Pages.Root, "tests", test[..dot] + ".cs");
        return File.Exists(file) && MethodsOf(file).Contains(test[(dot + 1)..]);
    }

    /// <summary>Lists the methods that have the attribute of a test before them.</summary>
    private static IEnumerable<string> MethodsOf(string file)
    {
        var isTest = false;
        foreach (var line in File.ReadLines(file).Select(static line => line.Trim()))
        {
            if (line.StartsWith("[Fact", StringComparison.Ordinal) || line.StartsWith("[Theory", StringComparison.Ordinal))
            {
                isTest = true;
            }
            else if (isTest && line.StartsWith("public ", StringComparison.Ordinal))
            {
                isTest = false;
                yield return line.Split('(')[0].Split(' ')[^1];
            }
        }
    }
}
