namespace RoadRunner.TestKit;

/// <summary>The files of <c>tests/Vectors</c>, which the build copies next to the tests.</summary>
public static class VectorFiles
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Vectors");

    /// <summary>Gets the path of one file.</summary>
    /// <param name="relativePath">Below <c>tests/Vectors</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string PathOf(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        return File.Exists(path) ? path : throw new FileNotFoundException($"There is no vector file {relativePath}.", path);
    }

    /// <summary>Lists the names of the files in a folder, without their extension, sorted.</summary>
    /// <param name="folder">Below <c>tests/Vectors</c>; empty for the folder itself.</param>
    /// <param name="pattern">Such as <c>*.hex</c>.</param>
    public static IReadOnlyList<string> Names(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Reads an annotated frame: hex digits with blanks and line ends between them, and comments from <c>#</c> to the end of a line.</summary>
    /// <param name="name">The name without <c>.hex</c>.</param>
    public static byte[] ReadHex(string name)
    {
        var digits = File.ReadLines(PathOf(name + ".hex"))
            .Select(line => line.Split('#', 2)[0])
            .SelectMany(line => line.Where(character => !char.IsWhiteSpace(character)));
        return Convert.FromHexString(string.Concat(digits));
    }
}
