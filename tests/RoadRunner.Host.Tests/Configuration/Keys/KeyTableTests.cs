using System.Runtime.CompilerServices;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Keys;

/// <summary>The reader beside the table of all keys: it knows these and no others, with these defaults and in these units.</summary>
public sealed class KeyTableTests
{
    private const string Stranger = "qqqqqqqqqqqq";

    private static readonly Dictionary<string, ConfigurationKey> Keys = KeyTable.All.ToDictionary(static key => key.Path, StringComparer.Ordinal);

    public static IEnumerable<TheoryDataRow<string>> Paths => Keys.Keys.Select(static path => new TheoryDataRow<string>(path));

    public static IEnumerable<TheoryDataRow<string>> WithEffect => Of(static key => key.Read is not null);

    public static IEnumerable<TheoryDataRow<string>> WithoutEffect => Of(static key => key.Read is null);

    /// <summary>Gets the sections whose keys no user chooses, but for the root.</summary>
    public static IEnumerable<TheoryDataRow<string>> Sections =>
        Keys.Keys.Select(Parent).Where(static path => path.Length > 0).Distinct(StringComparer.Ordinal).Select(static path => new TheoryDataRow<string>(path));

    [Theory]
    [MemberData(nameof(WithEffect))]
    public void A_value_that_is_set_arrives_in_its_unit(string path)
    {
        var key = Keys[path];
        var configuration = ConfigurationFile.Load(WithKey(key));

        Assert.Empty(configuration.Warnings);
        Assert.NotEqual(key.Default, key.Arrives);
        Assert.Equal(key.Arrives, key.Read!(configuration));
    }

    [Theory]
    [MemberData(nameof(WithEffect))]
    public void A_key_that_is_left_out_has_its_default_or_is_missed(string path)
    {
        var key = Keys[path];
        var file = KeyFile.With(path, key.With, value: null);
        if (key.Default == ConfigurationKey.Required)
        {
            Assert.Contains(ConfigurationFile.Errors(file).Split('\n'), error => error.EndsWith(key.Missing, StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal(key.Default, key.Read!(ConfigurationFile.Load(file)));
        }
    }

    [Theory]
    [MemberData(nameof(WithoutEffect))]
    public void A_key_without_an_effect_is_said_and_its_reason_is_documented(string path)
    {
        var key = Keys[path];

        Assert.Equal(key.IsSilent ? [] : [path.ToLowerInvariant()], ConfigurationFile.Load(WithKey(key)).Warnings.Select(static warning => warning.Path));
        Assert.Contains($"`{key.Name}`", Compatibility(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void The_reader_knows_the_keys_of_the_table_and_no_others(string section)
    {
        var key = KeyTable.All.First(key => Parent(key.Path) == section);
        var errors = ConfigurationFile.Errors(KeyFile.With($"{section}.{Stranger}", [.. key.With, $"{key.Path}={key.Sample}"], "1"));

        var start = $"unknown key \"{Stranger}\" in {section}; known keys: ";
        var error = Assert.Single(errors.Split('\n'), error => error.Contains(start, StringComparison.Ordinal));
        var known = error[(error.IndexOf(start, StringComparison.Ordinal) + start.Length)..].Split(", ");
        Assert.Equal(Children(section).Order(), known);
    }

    [Fact]
    public void The_sections_are_those_of_RoadRunner_for_a_TCP_application_and_ours() =>
        Assert.Equal(["endure", "host", "kv", "logs", "metrics", "rpc", "server", "status", "tcp", "version"], Children("").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_key_has_a_type_and_a_page(string path) => Assert.DoesNotContain("", new[] { Keys[path].Type, Keys[path].Page, Keys[path].Default, Keys[path].Sample });

    private static IEnumerable<TheoryDataRow<string>> Of(Func<ConfigurationKey, bool> choose) =>
        KeyTable.All.Where(choose).Select(static key => new TheoryDataRow<string>(key.Path));

    private static string WithKey(ConfigurationKey key) => KeyFile.With(key.Path, key.Pair is { } pair ? [.. key.With, pair] : key.With, key.Sample);

    private static string Parent(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : "";

    private static IEnumerable<string> Children(string section) => Keys.Keys
        .Where(path => section.Length == 0 || path.StartsWith($"{section}.", StringComparison.Ordinal))
        .Select(path => path[(section.Length == 0 ? 0 : section.Length + 1)..].Split('.')[0].ToLowerInvariant())
        .Distinct(StringComparer.Ordinal);

    private static string Compatibility([CallerFilePath] string test = "") =>
        File.ReadAllText(Path.GetFullPath("../../../../docs/compatibility.md", Path.GetDirectoryName(test)!));
}
