using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RoadRunner.Host.Proxy;
using RoadRunner.Host.Tcp;
using Xunit;

namespace RoadRunner.Host.Tests.Proxy;

public sealed class ProxyHeaderTests
{
    private const string Mark = "0d0a0d0a000d0a515549540a";

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443", "192.0.2.1:56324")]
    [InlineData("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535", "255.255.255.255:65535")]
    [InlineData("PROXY TCP4 0.0.0.0 0.0.0.0 0 0", "0.0.0.0:0")]
    [InlineData("PROXY TCP6 2001:db8::1 ::1 1 2", "[2001:db8::1]:1")]
    [InlineData("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2", "192.0.2.1:1")]
    [InlineData("PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535")]
    [InlineData("PROXY UNKNOWN", null)]
    [InlineData("PROXY UNKNOWN ffff:: anything at all 1 2 3", null)]
    public void A_line_names_the_client(string line, string? expected)
    {
        var bytes = Encoding.Latin1.GetBytes($"{line}\r\nEHLO");
        AssertEveryCut(bytes, line.Length + 2, expected);
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 1")]
    [InlineData("PROXY TCP4  192.0.2.1 198.51.100.1 56324 443")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443 ")]
    [InlineData("PROXY TCP4 192.0.2.01 198.51.100.1 56324 443")]
    [InlineData("PROXY TCP4 192.0.2 198.51.100.1 56324 443")]
    [InlineData("PROXY TCP4 0x7f.0.0.1 198.51.100.1 56324 443")]
    [InlineData("PROXY TCP4 192.0.2.256 198.51.100.1 56324 443")]
    [InlineData("PROXY TCP4 192.0.2.1 ::1 56324 443")]
    [InlineData("PROXY TCP4 ::1 ::1 56324 443")]
    [InlineData("PROXY TCP6 192.0.2.1 ::1 56324 443")]
    [InlineData("PROXY TCP6 fe80::1%1 ::1 56324 443")]
    [InlineData("PROXY TCP6 [::1] ::1 56324 443")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 65536 443")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 056 443")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 -1 443")]
    [InlineData("PROXY TCP4 192.0.2.1 198.51.100.1 1 99999999999999999999")]
    [InlineData("PROXY UDP4 192.0.2.1 198.51.100.1 56324 443")]
    [InlineData("PROXY UNKNOWNS")]
    [InlineData("PROXY tcp4 192.0.2.1 198.51.100.1 56324 443")]
    [InlineData("PROXY ")]
    public void Another_line_is_no_header(string line) =>
        Assert.Equal("the line of the PROXY header cannot be read", ProxyHeader.Parse(Sequence(Encoding.Latin1.GetBytes($"{line}\r\n"))).Fault);

    [Fact]
    public void A_line_ends_within_the_limit_of_the_specification()
    {
        var longest = "PROXY UNKNOWN " + new string('x', 107 - 14 - 2);
        Assert.Equal(107, ProxyHeader.Parse(Sequence(Encoding.Latin1.GetBytes($"{longest}\r\n"))).Bytes);
        Assert.Equal(ProxyParse.Incomplete, ProxyHeader.Parse(Sequence(Encoding.Latin1.GetBytes($"{longest}\r"))));
        Assert.Equal("the line of the PROXY header is longer than 107 bytes", ProxyHeader.Parse(Sequence(Encoding.Latin1.GetBytes($"{longest}x\r\n"))).Fault);
    }

    [Theory]
    [InlineData("21", "11", "c0000201c6336401dc0401bb", "192.0.2.1:56324")]
    [InlineData("21", "11", "c0000201c6336401dc0401bb" + "04000411223344", "192.0.2.1:56324")]
    [InlineData("21", "21", "20010db8000000000000000000000001" + "00000000000000000000000000000001" + "00010002", "[2001:db8::1]:1")]
    [InlineData("21", "00", "", null)]
    [InlineData("21", "00", "0102030405", null)]
    [InlineData("20", "00", "", null)]
    [InlineData("20", "11", "c0000201c6336401dc0401bb", null)]
    [InlineData("20", "ff", "01", null)]
    public void A_binary_header_names_the_client(string command, string family, string rest, string? expected)
    {
        var header = Convert.FromHexString($"{Mark}{command}{family}{(rest.Length / 2).ToString("x4", CultureInfo.InvariantCulture)}{rest}");
        AssertEveryCut([.. header, .. "EHLO"u8], header.Length, expected);
    }

    [Theory]
    [InlineData("/run/app.sock", "/run/app.sock")]
    [InlineData("", "@")]
    public void A_binary_header_names_the_path_of_a_unix_client(string path, string expected)
    {
        var addresses = new byte[216];
        Encoding.UTF8.GetBytes(path, addresses);
        byte[] header = [.. Convert.FromHexString($"{Mark}213100d8"), .. addresses];
        AssertEveryCut([.. header, .. "EHLO"u8], header.Length, expected);

        // A path that takes all of its field has no end.
        header.AsSpan(16, 108).Fill((byte)'x');
        Assert.Equal(new string('x', 108), ConnectionIdentity.Format(ProxyHeader.Parse(Sequence(header)).Source));
    }

    [Fact]
    public void The_longest_binary_header_is_taken_whole()
    {
        var header = new byte[16 + ushort.MaxValue];
        Convert.FromHexString($"{Mark}2111ffff").CopyTo(header, 0);
        Assert.Equal(ProxyParse.Incomplete, ProxyHeader.Parse(Sequence(header[..^1])));
        Assert.Equal(header.Length, ProxyHeader.Parse(Sequence(header)).Bytes);
    }

    [Theory]
    [InlineData("31", "11", "000c", "the PROXY header has the version and command 0x31, which is none of 0x20, 0x21")]
    [InlineData("22", "11", "000c", "the PROXY header has the version and command 0x22, which is none of 0x20, 0x21")]
    [InlineData("21", "12", "000c", "the PROXY header has the family and protocol 0x12, which is none of 0x00, 0x11, 0x21, 0x31")]
    [InlineData("21", "41", "000c", "the PROXY header has the family and protocol 0x41, which is none of 0x00, 0x11, 0x21, 0x31")]
    [InlineData("21", "11", "000b", "the PROXY header has 11 bytes of addresses; family and protocol 0x11 need 12")]
    [InlineData("21", "21", "0023", "the PROXY header has 35 bytes of addresses; family and protocol 0x21 need 36")]
    [InlineData("21", "31", "00d7", "the PROXY header has 215 bytes of addresses; family and protocol 0x31 need 216")]
    public void Another_binary_header_is_none_before_its_addresses_have_come(string command, string family, string length, string expected) =>
        Assert.Equal(expected, ProxyHeader.Parse(Sequence(Convert.FromHexString($"{Mark}{command}{family}{length}"))).Fault);

    [Theory]
    [InlineData("EHLO x\r\n")]
    [InlineData("PROXX TCP4")]
    [InlineData("proxy TCP4")]
    [InlineData("\r\n\r\n\0\r\nQUIX\n")]
    [InlineData("\0")]
    public void Other_bytes_are_known_from_the_first_that_differs(string bytes) =>
        Assert.Equal("it does not begin with a PROXY header", ProxyHeader.Parse(Sequence(Encoding.Latin1.GetBytes(bytes))).Fault);

    [Fact]
    public void Any_bytes_behind_a_mark_are_a_header_or_none_however_they_are_cut()
    {
        var marks = Gen.Elements(Convert.FromHexString(Mark + "21"), Convert.FromHexString(Mark), "PROXY TCP4 "u8.ToArray(), "PROXY "u8.ToArray(), []);
        var inputs = from mark in marks from rest in ArbMap.Default.GeneratorFor<byte[]>() select mark.Concat(rest).ToArray();
        Prop.ForAll(inputs.ToArbitrary(), static bytes =>
        {
            var whole = ProxyHeader.Parse(Sequence(bytes));
            var first = Enumerable.Range(0, bytes.Length + 1).Select(length => ProxyHeader.Parse(Sequence(bytes[..length]))).FirstOrDefault(static one => one != ProxyParse.Incomplete);

            // What is decided is decided the same way with more bytes.
            return first.Bytes == whole.Bytes && first.Fault == whole.Fault && whole.Bytes <= bytes.Length && $"{first.Source}" == $"{whole.Source}";
        }).QuickCheckThrowOnFailure();
    }

    private static void AssertEveryCut(byte[] bytes, int length, string? expected)
    {
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var header = ProxyHeader.Parse(Sequence(bytes[..cut]));
            Assert.Null(header.Fault);
            Assert.Equal(cut < length ? 0 : length, header.Bytes);
            if (cut >= length)
            {
                Assert.Equal(expected, header.Source is null ? null : ConnectionIdentity.Format(header.Source));
            }
        }
    }

    /// <summary>Makes a sequence of two pieces, so that nothing relies on one.</summary>
    private static ReadOnlySequence<byte> Sequence(byte[] bytes)
    {
        var first = new Piece(bytes.AsMemory(0, bytes.Length / 2), before: 0);
        var last = new Piece(bytes.AsMemory(bytes.Length / 2), bytes.Length / 2);
        first.Join(last);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long before)
        {
            Memory = memory;
            RunningIndex = before;
        }

        public void Join(Piece next) => Next = next;
    }
}
