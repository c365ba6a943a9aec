using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class AddressFilterTests : IAsyncDisposable
{
    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Theory]
    [InlineData("", "", "192.0.2.7:1", true)]
    [InlineData("10.0.0.0/8", "", "10.255.0.1:1", true)]
    [InlineData("10.0.0.0/8", "", "11.0.0.1:1", false)]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3:1", false)]
    [InlineData("10.1.2.3", "10.1.2.3", "10.1.2.3:1", false)]
    [InlineData("", "192.0.2.7", "192.0.2.7:1", false)]
    [InlineData("", "192.0.2.7", "192.0.2.8:1", true)]
    [InlineData("192.0.2.0/24", "", "[::ffff:192.0.2.7]:1", true)]
    [InlineData("", "::ffff:192.0.2.0/120", "192.0.2.7:1", false)]
    [InlineData("2001:db8::/32", "", "[2001:db8:1::5]:1", true)]
    [InlineData("2001:db8::/32", "", "192.0.2.7:1", false)]
    [InlineData("", "fe80::/10", "[fe80::1%1]:1", false)]
    [InlineData("0.0.0.0/0,::/0", "", "[2001:db8::1]:1", true)]
    public async Task Client_passes_when_it_is_allowed_and_not_denied(string allow, string deny, string remote, bool passes)
    {
        var worker = await _pool.StartAsync(server => server.UseAddressFilter(o => Fill(o, allow, deny)));

        Assert.Equal(passes ? "Read" : "Close", await worker.ConnectAsync("a", remote));
        Assert.Equal(passes ? 0 : 1, worker.Logged(1370));
    }

    [Theory]
    [InlineData("@", false, false)]
    [InlineData("@", true, true)]
    [InlineData("/tmp/client.sock", true, true)]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("[what]:80", true, false)]
    [InlineData("10.0.0.256:80", true, false)]
    public async Task Unix_client_passes_when_the_option_says_so_and_an_unreadable_address_never(string remote, bool allowsUnix, bool passes)
    {
        var worker = await _pool.StartAsync(server => server.UseAddressFilter(o => o.AllowUnixClients = allowsUnix));

        Assert.Equal(passes ? "Read" : "Close", await worker.ConnectAsync("a", remote));
    }

    [Fact]
    public async Task Refused_client_is_told_the_text_and_its_handler_is_not_asked()
    {
        var asked = 0;
        var worker = await _pool.StartAsync(server => server
            .UseAddressFilter(o =>
            {
                o.Deny.Add("192.0.2.7");
                o.Refusal = "go away\r\n";
            })
            .OnConnected(_ =>
            {
                asked++;
                return TcpReply.Read;
            }));

        Assert.Equal("RespondClose go away\r\n", await worker.ConnectAsync("a"));
        Assert.Equal(0, asked);
        Assert.Equal("Respond hi", await worker.SayAsync("b", "hi", "192.0.2.7:1"));
    }

    [Fact]
    public async Task Lists_come_from_the_configuration_too()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Deny:0", "192.0.2.0/24"), new("Deny:1", "2001:db8::/32")]).Build();
        var worker = await _pool.StartAsync(server => server.UseAddressFilter(o =>
        {
            foreach (var network in configuration.GetSection("Deny").GetChildren())
            {
                o.Deny.Add(network.Value!);
            }
        }));

        Assert.Equal("Close", await worker.ConnectAsync("a"));
    }

    [Theory]
    [InlineData("10.0.0/8", "no address and no network such as")]
    [InlineData("010.0.0.1", "no address and no network such as")]
    [InlineData("localhost", "no address and no network such as")]
    [InlineData("", "no address and no network such as")]
    [InlineData("10.0.0.0/8/8", "no address and no network such as")]
    [InlineData("10.0.0.0/33", "from 0 to 32")]
    [InlineData("2001:db8::/129", "from 0 to 128")]
    [InlineData("10.0.0.0/+8", "from 0 to 32")]
    [InlineData("10.0.0.1/8", "its first address is 10.0.0.0/8")]
    [InlineData("::ffff:10.0.0.0/64", "from 96 to 128")]
    public async Task Wrong_text_ends_the_start_and_is_named_with_its_key(string text, string reason)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => _pool.StartAsync(server => server.UseAddressFilter(o =>
        {
            o.Allow.Add("10.0.0.0/8");
            o.Allow.Add(text);
        })));

        Assert.StartsWith($"UseAddressFilter of server echo: Allow:1 is \"{text}\", ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static void Fill(AddressFilterOptions options, string allow, string deny)
    {
        foreach (var text in allow.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Allow.Add(text);
        }

        foreach (var text in deny.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Deny.Add(text);
        }
    }
}
