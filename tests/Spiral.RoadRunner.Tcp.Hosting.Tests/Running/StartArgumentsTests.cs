namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

public sealed class StartArgumentsTests
{
    [Theory]
    [InlineData("--standalone -c /etc/rr.yaml --Smtp:Folder mails", "--Smtp:Folder mails")]
    [InlineData("--Smtp:Folder mails --standalone --config /etc/rr.yaml", "--Smtp:Folder mails")]
    [InlineData("--standalone --config=/etc/rr.yaml --a b", "--a b")]
    [InlineData("--standalone -c", "")]
    [InlineData("--standalone -o tcp.pool.num_workers=2 -w dir -e --a b --dotenv .env", "--a b")]
    [InlineData("--standalone --override=a=b --WorkDir=dir --workdir dir --dotenv=.env --enable-experimental --a b", "--a b")]
    [InlineData("-c d", "-c d")]
    [InlineData("-o d", "-o d")]
    public void What_is_about_the_servers_of_a_standalone_application_is_no_configuration(string arguments, string configuration)
    {
        var start = TcpApplicationStart.OfProcess(arguments.Split(' '));

        Assert.Equal(configuration, string.Join(' ', start.ConfigurationArguments));
    }
}
