using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RoadRunner.Host.Rpc.Services;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc.Gob;

/// <summary>Calls in gob on a running server: the five of Go's command line, and the errors of all others.</summary>
public sealed class GobCallTests
{
    private const string Refused = "; use JSON, MessagePack, or protobuf where the argument is a message";
    private const string Five = "informer.Jobs, informer.List, informer.Workers, resetter.List, resetter.Reset";

    [Theory]
    [InlineData("rpc.Version", "03020001")]
    [InlineData("tcp.Close", "060c0003746370")]
    [InlineData("informer.AddWorker", "060c0003746370")]
    [InlineData("host.Features", "03020001")]
    public async Task Any_other_method_is_an_error_that_names_the_five(string method, string body) =>
        Assert.Equal((FrameFlags.Gob | FrameFlags.Error, $"goridge_read_request_body: gob: {method} is not served in gob, only {Five} are{Refused}"), await CallAsync(method, body));

    [Theory]
    [InlineData("nope.Nope", "rpc: can't find service nope.Nope")]
    [InlineData("informer.Nope", "rpc: can't find method informer.Nope")]
    public async Task A_method_that_is_not_there_is_the_error_of_every_codec(string method, string expected) =>
        Assert.Equal((FrameFlags.Gob | FrameFlags.Error, expected), await CallAsync(method, "03020001"));

    [Theory]
    [InlineData("informer.List", "060c0003746370", "gob: cannot take a value of type string as bool")]
    [InlineData("informer.Workers", "03020001", "gob: cannot take a value of type bool as string")]
    [InlineData("resetter.Reset", "ff", "gob: the bytes end inside a value")]
    public async Task An_argument_that_is_none_is_an_error(string method, string body, string expected) =>
        Assert.Equal((FrameFlags.Gob | FrameFlags.Error, $"goridge_read_request_body: {expected}"), await CallAsync(method, body));

    [Fact]
    public async Task An_error_of_the_method_has_its_own_words() => Assert.Equal(
        (FrameFlags.Gob | FrameFlags.Error, "resetter_rpc_reset:\n\tresetter_plugin_reset_by_name: no such plugin: xyz"), await CallAsync("resetter.Reset", "060c000378797a"));

    [Fact]
    public async Task Without_an_argument_it_is_zero() =>
        Assert.Equal((FrameFlags.Gob, Latin("0b7f020102ff8000010c000008ff80000103746370")), await CallAsync("informer.List", ""));

    [Fact]
    public async Task Both_workers_are_listed()
    {
        var (flags, text) = await CallAsync("informer.Workers", "060c0003746370");
        Assert.Equal(FrameFlags.Gob, flags);
        Assert.Equal(2, GobText.Read(Convert.ToHexString(Encoding.Latin1.GetBytes(text))).Split("StatusStr: \"ready\"").Length - 1);
    }

    private static async Task<(FrameFlags Flags, string Text)> CallAsync(string method, string body)
    {
        var pool = new FakeWorkers(2);
        await using var server = await RpcServerUnderTest.StartAsync(
            RpcService.Create("{}"),
            TcpService.Create(static _ => { }),
            HostService.Create(new HostFeatures("N", "1", Push: false, [], []), static () => []),
            InformerService.Create(pool, TimeProvider.System),
            ResetterService.Create(pool, NullLogger.Instance));
        using var client = await server.ConnectAsync();
        await client.SendAsync(RpcTestClient.Frame(FrameFlags.Gob, 1, method, Convert.FromHexString(body)));
        return RpcTestClient.Parse(await client.ReadFrameAsync(), Encoding.Latin1);
    }

    private static string Latin(string hex) => Encoding.Latin1.GetString(Convert.FromHexString(hex));
}
