using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>One project of <c>sdk/</c> or <c>rr/</c>: its file and what was built from it.</summary>
internal sealed class ProductProject
{
    private ProductProject(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        IsSdk = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path)))!.Equals("sdk", StringComparison.Ordinal);
        var file = XDocument.Load(path);
        AssemblyPath = Path.Combine(AppContext.BaseDirectory, (file.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name) + ".dll");
        ProjectReferences =
        [
            .. file.Descendants("ProjectReference")
                .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
                .Select(reference => Path.GetFileNameWithoutExtension(reference)),
        ];
    }

    /// <summary>Gets every project of the two folders.</summary>
    public static IReadOnlyList<ProductProject> All { get; } = [.. Find("sdk"), .. Find("rr")];

    /// <summary>Gets the name in the design, which the assembly may differ from.</summary>
    public string Name { get; }

    public bool IsSdk { get; }

    /// <summary>Gets the path of the assembly, next to the tests.</summary>
    public string AssemblyPath { get; }

    /// <summary>Gets the names of the projects that the file refers to.</summary>
    public IReadOnlyList<string> ProjectReferences { get; }

    public static ProductProject Get(string name) => All.Single(project => project.Name == name);

    /// <summary>Loads what was built.</summary>
    public Assembly Load() => Assembly.LoadFrom(AssemblyPath);

    public override string ToString() => Name;

    private static IEnumerable<ProductProject> Find(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new ProductProject(path));

    private static string Root([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
