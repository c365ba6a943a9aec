using RoadRunner.Host.Configuration.Reading;
using Xunit;

namespace RoadRunner.Host.Tests.Configuration.Reading;

public sealed class VariableExpansionTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["NAME"] = "value",
        ["EMPTY"] = "",
        ["A_1"] = "a one",
        ["DOLLAR"] = "$NAME",
        ["ProgramFiles(x86)"] = @"C:\x86",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("$NAME", "value")]
    [InlineData("${NAME}", "value")]
    [InlineData("pre-$NAME-post", "pre-value-post")]
    [InlineData("$NAME$NAME", "valuevalue")]
    [InlineData("${A_1}$A_1.", "a onea one.")]
    [InlineData("$UNSET", "")]
    [InlineData("a${UNSET}b", "ab")]
    [InlineData("$NAMES", "")]
    [InlineData("${ProgramFiles(x86)}", @"C:\x86")]
    public void A_variable_is_replaced_by_its_value(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("${NAME:-default}", "value")]
    [InlineData("${UNSET:-default}", "default")]
    [InlineData("${EMPTY:-default}", "default")]
    [InlineData("${UNSET:-}", "")]
    [InlineData("${UNSET:-a:-b}", "a:-b")]
    [InlineData("${UNSET:-$NAME}", "value")]
    [InlineData("${UNSET:-${EMPTY:-${NAME}}}!", "value!")]
    [InlineData("${UNSET:-{x}", "{x")]
    public void A_default_is_taken_for_an_unset_or_empty_variable(string text, string expected) => Assert.Equal(expected, Expand(text));

    // Go RoadRunner makes the whole string empty in these.
    [Theory]
    [InlineData("tcp://$NAME:${PORT:-7777}", "tcp://value:7777")]
    [InlineData("$NAME:-x", "value:-x")]
    [InlineData("${NAME} ${UNSET:-b} $NAME", "value b value")]
    public void A_default_does_not_disturb_other_variables(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("text$", "text$")]
    [InlineData("$", "$")]
    [InlineData("a $ b", "a $ b")]
    [InlineData("$.", "$.")]
    [InlineData("}", "}")]
    [InlineData("$5a", "a")]
    [InlineData("$$", "")]
    [InlineData("$?!", "!")]
    [InlineData("$DOLLAR", "$NAME")]
    public void Other_dollars_are_treated_as_in_Go(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("a ${NAME", "\"${NAME\" has no closing brace")]
    [InlineData("${", "\"${\" has no closing brace")]
    [InlineData("${UNSET:-${NAME}", "\"${UNSET:-${NAME}\" has no closing brace")]
    [InlineData("${UNSET:-${}}", "\"${}\" is no variable; write $NAME, ${NAME} or ${NAME:-default}")]
    [InlineData("a${}b", "\"${}\" is no variable; write $NAME, ${NAME} or ${NAME:-default}")]
    [InlineData("${NAME:=x}", "\"${NAME:=x}\" is no variable; write $NAME, ${NAME} or ${NAME:-default}")]
    [InlineData("${PORT-7777}", "\"${PORT-7777}\" is no variable; write $NAME, ${NAME} or ${NAME:-default}")]
    public void What_is_no_variable_is_an_error(string text, string expected)
    {
        Assert.False(VariableExpansion.TryExpand(text, Variables.GetValueOrDefault, out _, out var error));
        Assert.Equal(expected, error);
    }

    private static string Expand(string text)
    {
        Assert.True(VariableExpansion.TryExpand(text, Variables.GetValueOrDefault, out var expanded, out var error), error);
        return expanded;
    }
}
