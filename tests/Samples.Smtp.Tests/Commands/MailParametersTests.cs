using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class MailParametersTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("SIZE=0", 0L, null)]
    [InlineData("size=123", 123L, null)]
    [InlineData("SIZE=00000000000000000001", 1L, null)]
    [InlineData("SIZE=9223372036854775807", long.MaxValue, null)]
    [InlineData("SIZE=18446744073709551616", long.MaxValue, null)]
    [InlineData("BODY=8BITMIME", null, true)]
    [InlineData("Body=7bit", null, false)]
    [InlineData("BODY=8bitmime   SIZE=5 ", 5L, true)]
    [InlineData("AUTH=<>", null, null)]
    [InlineData("AUTH=a+2B+3Db@c.example SIZE=1", 1L, null)]
    public void Parameters_are_read(string text, long? size, bool? is8Bit)
    {
        Assert.Equal(ParameterError.None, Read(text, out var parameters));
        Assert.Equal(size, parameters.Size);
        Assert.Equal(is8Bit, parameters.Is8Bit);
    }

    [Theory]
    [InlineData("SIZE", ParameterError.Syntax)]
    [InlineData("SIZE=", ParameterError.Syntax)]
    [InlineData("SIZE=1x", ParameterError.Syntax)]
    [InlineData("SIZE=+1", ParameterError.Syntax)]
    [InlineData("SIZE=1=2", ParameterError.Syntax)]
    [InlineData("SIZE=000000000000000000001", ParameterError.Syntax)]
    [InlineData("SIZE=1 size=2", ParameterError.Syntax)]
    [InlineData("BODY", ParameterError.Syntax)]
    [InlineData("BODY=BINARYMIME", ParameterError.Syntax)]
    [InlineData("BODY=7BIT BODY=7BIT", ParameterError.Syntax)]
    [InlineData("AUTH", ParameterError.Syntax)]
    [InlineData("AUTH=", ParameterError.Syntax)]
    [InlineData("AUTH=a=b", ParameterError.Syntax)]
    [InlineData("AUTH=a+2", ParameterError.Syntax)]
    [InlineData("AUTH=a+2b", ParameterError.Syntax)]
    [InlineData("AUTH=a AUTH=a", ParameterError.Syntax)]
    [InlineData("=1", ParameterError.Syntax)]
    [InlineData("-X=1", ParameterError.Syntax)]
    [InlineData("X_Y=1", ParameterError.Syntax)]
    [InlineData("<a@b>", ParameterError.Syntax)]
    [InlineData("X", ParameterError.Unknown)]
    [InlineData("SIZES=1", ParameterError.Unknown)]
    [InlineData("SIZE=1 SMTPUTF8", ParameterError.Unknown)]
    public void Wrong_parameters_are_told_what_is_wrong(string text, ParameterError error) => Assert.Equal(error, Read(text, out _));

    [Fact]
    public void Auth_is_unknown_when_it_is_not_offered() =>
        Assert.Equal(ParameterError.Unknown, MailParameters.TryRead("AUTH=<>"u8, offersAuth: false, out _));

    private static ParameterError Read(string text, out MailParameters parameters) =>
        MailParameters.TryRead(Encoding.ASCII.GetBytes(text), offersAuth: true, out parameters);
}
