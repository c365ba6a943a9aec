using System.Text;

namespace RoadRunner.Samples.Smtp.Tests;

public sealed class SmtpCommandTests
{
    [Theory]
    [InlineData("QUIT", SmtpVerb.Quit, "")]
    [InlineData("quit  ", SmtpVerb.Quit, "")]
    [InlineData("MaIl FROM:<a@b>", SmtpVerb.Mail, "FROM:<a@b>")]
    [InlineData("HELP  a  b ", SmtpVerb.Help, "a  b")]
    [InlineData("StartTLS", SmtpVerb.NotImplemented, "")]
    [InlineData("etrn x", SmtpVerb.NotImplemented, "x")]
    [InlineData("", SmtpVerb.Unknown, "")]
    [InlineData(" QUIT", SmtpVerb.Unknown, "QUIT")]
    [InlineData("QUI", SmtpVerb.Unknown, "")]
    [InlineData("QUITE", SmtpVerb.Unknown, "")]
    [InlineData("MAIL\tFROM:<a@b>", SmtpVerb.Unknown, "")]
    public void Line_is_cut_into_verb_and_argument(string line, SmtpVerb verb, string argument)
    {
        var command = SmtpCommand.Parse(Encoding.ASCII.GetBytes(line));

        Assert.Equal(verb, command.Verb);
        Assert.Equal(argument, Encoding.ASCII.GetString(command.Argument));
    }

    [Fact]
    public void Parsing_allocates_nothing()
    {
        var line = "MAIL FROM:<a@b.example>"u8.ToArray();
        SmtpCommand.Parse(line);
        var before = GC.GetAllocatedBytesForCurrentThread();

        SmtpCommand.Parse(line);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
