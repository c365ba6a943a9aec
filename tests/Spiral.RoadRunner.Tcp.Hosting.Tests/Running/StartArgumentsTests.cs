namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

public sealed class StartArgumentsTests
{
    [Theory]
    [InlineData("--standalone -c /etc/rr.yaml --Smtp:Folder mails", "--Smtp:Folder mails")]
    [InlineData("--Smtp:Folder mails --standalone --config /etc/rr.yaml", "--Smtp:Folder mails")]
    [InlineData("--standalone --config=/etc/rr.yaml --a b", "--a b")]
    [InlineData("--standalone -c", "")]
    [InlineData("-c d", "-c d")]
    public void File_of_a_standalone_application_is_no_configuration(string arguments, string configuration)
    {
        var start = TcpApplicationStart.OfProcess(arguments.Split(' '));

        Assert.Equal(configuration, string.Join(' ', start.ConfigurationArguments));
    }
}
