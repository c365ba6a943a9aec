namespace RoadRunner.Documentation.Tests;

/// <summary>docs/compatibility.md says that each of its rows has a test. <c>compatibility.txt</c> says which.</summary>
public sealed class CompatibilityTests
{
    private static readonly IReadOnlyList<ProvenRow> Proofs = ProvenRow.ReadAll(Path.Combine(Pages.Root, "tests/Documentation.Tests/compatibility.txt"));

    [Fact]
    public void Every_row_of_the_page_is_in_the_list_and_no_other() =>
        Assert.Equal(Pages.TableRows("docs/compatibility.md"), Proofs.Select(static row => (row.Section, row.Cell)));

    [Fact]
    public void Every_row_has_a_test() => Assert.DoesNotContain(Proofs, static row => row.Tests.Count == 0);

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var missing = Proofs.SelectMany(static row => row.Tests).Distinct().Where(static test => !TestSources.Has(test));

        Assert.Empty(missing);
    }

    [Fact]
    public void A_test_that_does_not_exist_is_noticed()
    {
        Assert.True(TestSources.Has("Documentation.Tests/CompatibilityTests.Every_row_has_a_test"));
        Assert.False(TestSources.Has("Documentation.Tests/CompatibilityTests.Every_row"));
        Assert.False(TestSources.Has("Documentation.Tests/CompatibilityTests.Proofs"));
        Assert.False(TestSources.Has("Documentation.Tests/NoTests.Every_row_has_a_test"));
    }
}
