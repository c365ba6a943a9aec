using System.Text;
using Microsoft.AspNetCore.Connections;
using RoadRunner.Host.Configuration;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>What clients do, once for each framing: with Go's rules the events and bytes of Go, with the others those of docs/compatibility.md.</summary>
/// <remarks>
/// A script is a list of reads of the host, divided by bars. <c>!</c> is a half-close, <c>*</c> a reset, <c>LONG</c> five thousand bytes without
/// a delimiter, <c>BINARY</c> all values of a byte. A read takes 1,024 bytes at most. Every message is answered with itself.
/// </remarks>
public sealed class ClientScriptTests
{
    private const string Go = "roadrunner";
    private const string Exact = "exact";
    private const string Raw = "raw";
    private const int ReadBytes = 1024;
    private const int LongBytes = 5000;

    // Both halves of a delimiter are in it, but not in this order.
    private static readonly string Binary = string.Concat(Enumerable.Range(0, 256).Select(static value => (char)(255 - value)));

    [Theory]
    [InlineData("connect", Go, "!", "Connected|Close", "")]
    [InlineData("connect", Exact, "!", "Connected|Close", "")]
    [InlineData("connect", Raw, "!", "Connected|Close", "")]
    [InlineData("greet", Go, @"a\r\n|!", @"Connected|Data a\r\n|Close", @"220 hi\r\na\r\n")]
    [InlineData("greet", Exact, @"a\r\n|!", @"Connected|Data a\r\n|Close", @"220 hi\r\na\r\n")]
    [InlineData("greet", Raw, @"a\r\n|!", @"Connected|Data a\r\n|Close", @"220 hi\r\na\r\n")]
    [InlineData("pipelined", Go, @"a\r\nb\r\nc\r\n|!", @"Connected|Data a\r\nb\r\nc\r\n|Close", @"a\r\nb\r\nc\r\n")]
    [InlineData("pipelined", Exact, @"a\r\nb\r\nc\r\n|!", @"Connected|Data a\r\n|Data b\r\n|Data c\r\n|Close", @"a\r\nb\r\nc\r\n")]
    [InlineData("pipelined", Raw, @"a\r\nb\r\nc\r\n|!", @"Connected|Data a\r\nb\r\nc\r\n|Close", @"a\r\nb\r\nc\r\n")]
    [InlineData("pipelined, nothing but delimiters", Go, @"\r\n\r\n|!", @"Connected|Data \r\n\r\n|Close", @"\r\n\r\n")]
    [InlineData("pipelined, nothing but delimiters", Exact, @"\r\n\r\n|!", @"Connected|Data \r\n|Data \r\n|Close", @"\r\n\r\n")]
    [InlineData("pipelined, nothing but delimiters", Raw, @"\r\n\r\n|!", @"Connected|Data \r\n\r\n|Close", @"\r\n\r\n")]
    [InlineData("cut in a message", Go, @"abc\r\ndef|ghi\r\n|!", @"Connected|Data abc\r\ndefghi\r\n|Close", @"abc\r\ndefghi\r\n")]
    [InlineData("cut in a message", Exact, @"abc\r\ndef|ghi\r\n|!", @"Connected|Data abc\r\n|Data defghi\r\n|Close", @"abc\r\ndefghi\r\n")]
    [InlineData("cut in a message", Raw, @"abc\r\ndef|ghi\r\n|!", @"Connected|Data abc\r\ndef|Data ghi\r\n|Close", @"abc\r\ndefghi\r\n")]
    [InlineData("cut in the delimiter", Go, @"abc\r|\n|!", "Connected|Close", "")]
    [InlineData("cut in the delimiter", Exact, @"abc\r|\n|!", @"Connected|Data abc\r\n|Close", @"abc\r\n")]
    [InlineData("cut in the delimiter", Raw, @"abc\r|\n|!", @"Connected|Data abc\r|Data \n|Close", @"abc\r\n")]
    [InlineData("cut in the delimiter, more behind it", Go, @"abc\r|\nd\r\n|!", @"Connected|Data abc\r\nd\r\n|Close", @"abc\r\nd\r\n")]
    [InlineData("cut in the delimiter, more behind it", Exact, @"abc\r|\nd\r\n|!", @"Connected|Data abc\r\n|Data d\r\n|Close", @"abc\r\nd\r\n")]
    [InlineData("cut in the delimiter, more behind it", Raw, @"abc\r|\nd\r\n|!", @"Connected|Data abc\r|Data \nd\r\n|Close", @"abc\r\nd\r\n")]
    [InlineData("cut, a short read in a message", Go, "abcd|e|!", "Connected|Close", "")]
    [InlineData("cut, a short read in a message", Exact, "abcd|e|!", "Connected|Data abcde|Close", "abcde")]
    [InlineData("cut, a short read in a message", Raw, "abcd|e|!", "Connected|Data abcd|Data e|Close", "abcde")]
    [InlineData("half-closed", Go, @"a\r\n|tail|!", @"Connected|Data a\r\n|Close|Data tail|Close", @"a\r\ntail")]
    [InlineData("half-closed", Exact, @"a\r\n|tail|!", @"Connected|Data a\r\n|Data tail|Close", @"a\r\ntail")]
    [InlineData("half-closed", Raw, @"a\r\n|tail|!", @"Connected|Data a\r\n|Data tail|Close", @"a\r\ntail")]
    [InlineData("reset by peer", Go, @"a\r\n|tail|*", @"Connected|Data a\r\n|Close", @"a\r\n")]
    [InlineData("reset by peer", Exact, @"a\r\n|tail|*", @"Connected|Data a\r\n|Close", @"a\r\n")]
    [InlineData("reset by peer", Raw, @"a\r\n|tail|*", @"Connected|Data a\r\n|Data tail|Close", @"a\r\ntail")]
    [InlineData("1-byte reads", Go, @"a|\r|\n|b|\r|\n|!", "Connected|Close", "")]
    [InlineData("1-byte reads", Exact, @"a|\r|\n|b|\r|\n|!", @"Connected|Data a\r\n|Data b\r\n|Close", @"a\r\nb\r\n")]
    [InlineData("1-byte reads", Raw, @"a|\r|\n|b|\r|\n|!", @"Connected|Data a|Data \r|Data \n|Data b|Data \r|Data \n|Close", @"a\r\nb\r\n")]
    [InlineData("long line", Go, @"LONG\r\nb\r\n|!", @"Connected|Data LONG\r\nb\r\n|Close", @"LONG\r\nb\r\n")]
    [InlineData("long line", Exact, @"LONG\r\nb\r\n|!", @"Connected|Data LONG\r\n|Data b\r\n|Close", @"LONG\r\nb\r\n")]
    [InlineData("long line", Raw, @"LONG\r\n|!", @"Connected|Data 1024|Data 1024|Data 1024|Data 1024|Data 906|Close", @"LONG\r\n")]
    [InlineData("binary", Go, @"BINARY\r\n|!", @"Connected|Data BINARY\r\n|Close", @"BINARY\r\n")]
    [InlineData("binary", Exact, @"BINARY\r\n|!", @"Connected|Data BINARY\r\n|Close", @"BINARY\r\n")]
    [InlineData("binary", Raw, @"BINARY\r\n|!", @"Connected|Data BINARY\r\n|Close", @"BINARY\r\n")]
    public async Task A_script_gives_the_events_and_the_bytes_of_its_framing(string what, string framing, string script, string events, string bytes)
    {
        await using var host = await StartAsync(framing, greets: what == "greet");
        await using var client = host.Connect(stepwise: true);
        foreach (var step in script.Split('|'))
        {
            await PlayAsync(client, step);
        }

        Assert.Equal(Expand(bytes), await client.ReadToEndAsync());
        await client.Served.Within();
        Assert.Equal(events.Split('|'), host.Executor.Texts.Select(Shorten));
    }

    private static async Task PlayAsync(MemoryClient client, string step)
    {
        switch (step)
        {
            case "!":
                await client.HalfCloseAsync();
                break;
            case "*":
                await client.Output.CompleteAsync(new ConnectionResetException("Connection reset by peer"));
                break;
            default:
                // A host that has closed takes nothing more.
                await client.SendAsync(Expand(step));
                break;
        }
    }

    private static string Expand(string text) => new StringBuilder(text)
        .Replace(@"\r", "\r")
        .Replace(@"\n", "\n")
        .Replace("LONG", new string('x', LongBytes))
        .Replace("BINARY", Binary)
        .ToString();

    private static string Shorten(string text)
    {
        var shown = text
            .Replace(new string('x', LongBytes), "LONG", StringComparison.Ordinal)
            .Replace(Binary.Replace("\r", @"\r", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal), "BINARY", StringComparison.Ordinal);
        return shown.Length > 500 ? string.Create(provider: null, $"Data {Expand(shown["Data ".Length..]).Length}") : shown;
    }

    private static async Task<MemoryHost> StartAsync(string framing, bool greets)
    {
        var host = await MemoryHost.StartAsync(new RrConfiguration
        {
            Tcp = new TcpConfiguration([new TcpServerConfiguration(MemoryHost.Main, RelayAddress.Tcp("", 0))]) { ReadBufferBytes = ReadBytes },
            Host = new HostConfiguration { Framing = Enum.Parse<FramingMode>(framing, ignoreCase: true) },
        });
        host.Executor.Script = (connectionEvent, body, output, _) =>
        {
            ScriptedExecutor.Write(output, connectionEvent.Kind == ConnectionEventKind.Connected ? "220 hi\r\n" : body);
            return ValueTask.FromResult(connectionEvent.Kind == ConnectionEventKind.Data || greets ? EventAnswer.Respond : EventAnswer.Read);
        };
        return host;
    }
}
