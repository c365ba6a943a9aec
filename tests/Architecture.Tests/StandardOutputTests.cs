using System.Reflection;

namespace Architecture.Tests;

/// <summary>stdout of a worker is the wire: nothing in <c>sdk/</c> may write to it.</summary>
public sealed class StandardOutputTests
{
    private const string Console = "System.Console";

    // It hands the console a stdout that leads to stderr.
    private const string Guard = "Spiral.RoadRunner.DescriptorGuard";

    // It notices what handlers under test write there, and passes it on.
    private const string Watch = "Spiral.RoadRunner.Tcp.Testing.ConsoleWatch";

    public static TheoryData<string> SdkProjects => [.. ProductProject.All.Where(project => project.IsSdk).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(SdkProjects))]
    public void Sdk_never_writes_to_the_console(string project)
    {
        var uses = MemberUses.Find(ProductProject.Get(project).AssemblyPath, Console);

        Assert.DoesNotContain(uses, use => (use.Member == "get_Out" && use.User != Watch) || use.Member.StartsWith("Write", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SdkProjects))]
    public void Standard_streams_are_opened_and_set_by_the_guard_only(string project)
    {
        string[] reserved = ["OpenStandardOutput", "OpenStandardInput", "SetOut", "SetIn"];

        var uses = MemberUses.Find(ProductProject.Get(project).AssemblyPath, Console);

        Assert.DoesNotContain(uses, use => use.User != Guard && !(use.User == Watch && use.Member == "SetOut") && reserved.Contains(use.Member, StringComparer.Ordinal));
    }

    [Fact]
    public void Guard_opens_standard_output() =>
        Assert.Contains(new MemberUse(Guard, "OpenStandardOutput"), MemberUses.Find(ProductProject.Get("Spiral.RoadRunner").AssemblyPath, Console));

    [Fact]
    public void Search_finds_what_is_forbidden()
    {
        var uses = MemberUses.Find(Assembly.GetExecutingAssembly().Location, Console);

        Assert.Contains(new MemberUse("Architecture.Tests.ForbiddenUses", "WriteLine"), uses);
        Assert.Contains(new MemberUse("Architecture.Tests.ForbiddenUses", "get_Out"), uses);
        Assert.Contains(new MemberUse("Architecture.Tests.ForbiddenUses", "OpenStandardOutput"), uses);
    }
}
