using Xunit;

namespace RoadRunner.Host.Tests.Configuration;

/// <summary>What <c>rpc.Config</c> shows.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_document_is_the_file_as_json_with_sorted_lower_case_keys_and_variables_replaced() => Assert.Equal(
        """{"any":{"empty":{},"list":["a",true,1.5,null],"quoted":"5"},"server":{"command":"dotnet App.dll"},"tcp":{"servers":{"main":{"addr":"127.0.0.1:7000"}}},"version":"3"}""",
        Document(
            """
            version: "3"
            server:
              command: dotnet App.dll
            tcp:
              servers:
                Main:
                  addr: 127.0.0.1:${PORT}
            any:
              quoted: "5"
              list: [a, true, 1.5, ~]
              empty: {}
              nothing:

            """,
            "PORT=7000"));

    [Theory]
    [InlineData("password: hidden", "\"password\":\"***\"")]
    [InlineData("sentinel_password: ${P}", "\"sentinel_password\":\"***\"")]
    [InlineData("api_key: hidden", "\"api_key\":\"***\"")]
    [InlineData("AUTH_TOKEN: hidden", "\"auth_token\":\"***\"")]
    [InlineData("secrets: { a: hidden, b: [hidden] }", "\"secrets\":{\"a\":\"***\",\"b\":[\"***\"]}")]
    [InlineData("password: ''", "\"password\":\"***\"")]
    [InlineData("addr: redis://user:hidden@host:1", "\"addr\":\"redis://user:***@host:1\"")]
    [InlineData("dsn: Host=h;Password=hidden;User=u", "\"dsn\":\"Host=h;Password=***;User=u\"")]
    public void Secrets_are_masked(string line, string expected)
    {
        var document = Document(ConfigurationFile.Minimal + "any:\n  " + line + "\n", "P=hidden");
        Assert.Contains(expected, document, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_cannot_be_replaced_in_a_section_of_others_is_no_error() =>
        Assert.Contains("\"any\":{\"a\":\"\"}", Document(ConfigurationFile.Minimal + "any:\n  a: ${\n"), StringComparison.Ordinal);

    [Fact]
    public void A_document_that_contains_itself_ends() =>
        Assert.NotEmpty(Document(ConfigurationFile.Minimal + "any: &a\n  b: *a\n"));

    private static string Document(string text, params string[] environment) => ConfigurationFile.Load(text, environment).Document;
}
