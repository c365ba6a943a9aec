using RoadRunner.Host.Configuration;

namespace RoadRunner.Documentation.Tests;

public sealed class PagesTests(CodeBlocks blocks) : IClassFixture<CodeBlocks>
{
    public static TheoryData<string> AllPages => [.. Pages.All()];

    public static TheoryData<string, int> CSharpBlocks => [.. CodeBlocks.All().Select(static block => new TheoryDataRow<string, int>(block.Page, block.Index))];

    public static TheoryData<string, int> YamlBlocks => [.. Blocks("yaml")];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void Links_of_a_page_lead_to_files_that_exist(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Pages.Root, page))!;
        var missing = Pages.LocalLinks(page).Where(link => !Path.Exists(Path.Combine(folder, link)));
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(CSharpBlocks))]
    public void Code_block_compiles(string page, int index) => Assert.Equal("", blocks.ErrorsOf(page, index));

    [Theory]
    [MemberData(nameof(YamlBlocks))]
    public void Configuration_block_loads_without_a_warning(string page, int index)
    {
        var folder = Directory.CreateTempSubdirectory("yaml-block-");
        try
        {
            var file = Path.Combine(folder.FullName, ".rr.yaml");
            File.WriteAllText(file, Pages.CodeBlocks(page, "yaml")[index]);
            Assert.Empty(ConfigurationLoader.Load(file, static _ => null).Warnings);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Readme_has_blocks_of_code_and_configuration()
    {
        Assert.True(Pages.CodeBlocks("README.md", "csharp").Count >= 2);
        Assert.NotEmpty(Pages.CodeBlocks("README.md", "yaml"));
    }

    private static IEnumerable<TheoryDataRow<string, int>> Blocks(string language) =>
        Pages.All().SelectMany(page => Enumerable.Range(0, Pages.CodeBlocks(page, language).Count).Select(index => new TheoryDataRow<string, int>(page, index)));
}
