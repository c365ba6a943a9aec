using System.Runtime.InteropServices;

namespace Architecture.Tests;

public sealed class ReferenceTests
{
    // An assembly can be named otherwise than its project.
    private static readonly Dictionary<string, string> ProjectOfAssembly = ProductProject.All
        .ToDictionary(project => Path.GetFileNameWithoutExtension(project.AssemblyPath), project => project.Name, StringComparer.Ordinal);

    public static TheoryData<string> Projects => [.. ProductProject.All.Select(project => project.Name)];

    [Fact]
    public void Projects_that_exist_are_in_the_picture() =>
        Assert.Empty(ProductProject.All.Select(project => project.Name).Except(AllowedEdges.Direct.Keys, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_is_built_next_to_the_tests(string project) =>
        Assert.True(File.Exists(ProductProject.Get(project).AssemblyPath));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_refers_only_along_the_edges(string project) =>
        Assert.Empty(ProductProject.Get(project).ProjectReferences.Except(AllowedEdges.Direct[project], StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_refers_only_along_the_edges(string project)
    {
        var references = ProductProject.Get(project).Load().GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => ProjectOfAssembly.ContainsKey(name) || IsOurs(name))
            .Select(name => ProjectOfAssembly.GetValueOrDefault(name, name));

        Assert.Empty(references.Except(AllowedEdges.ReachableFrom(project), StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_in_sdk_reaches_rr_except_Testing()
    {
        var offenders = ProductProject.All
            .Where(project => project.IsSdk && AllowedEdges.ReachableFrom(project.Name).Any(name => name.StartsWith("RoadRunner.", StringComparison.Ordinal)))
            .Select(project => project.Name);

        Assert.Empty(offenders.Except(["Spiral.RoadRunner.Tcp.Testing"], StringComparer.Ordinal));
    }

    [Fact]
    public void Goridge_refers_to_nothing_but_the_runtime()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();

        var references = ProductProject.Get("Spiral.Goridge").Load().GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references, name => Assert.True(File.Exists(Path.Combine(runtime, name + ".dll")), name));
    }

    [Theory]
    [InlineData("Spiral.RoadRunner.Tcp", "Spiral.Goridge", true)]
    [InlineData("Spiral.RoadRunner", "Spiral.RoadRunner.Tcp", false)]
    [InlineData("RoadRunner.Host", "Spiral.RoadRunner.Tcp", false)]
    [InlineData("RoadRunner.Cli", "Spiral.Goridge", true)]
    public void Reach_follows_the_edges_in_their_direction(string from, string to, bool expected) =>
        Assert.Equal(expected, AllowedEdges.ReachableFrom(from).Contains(to));

    private static bool IsOurs(string name) =>
        name.StartsWith("Spiral.", StringComparison.Ordinal) || name.StartsWith("RoadRunner.", StringComparison.Ordinal);
}
