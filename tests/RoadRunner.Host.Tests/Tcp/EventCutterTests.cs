using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using RoadRunner.Host.Configuration;
using RoadRunner.Host.Tcp;
using RoadRunner.TestKit;
using Spiral.Goridge;
using Xunit;

namespace RoadRunner.Host.Tests.Tcp;

public sealed class EventCutterTests
{
    [Fact]
    public void A_message_at_a_time_when_there_is_no_batch()
    {
        Assert.Equal(["a;", "bb;", ";"], Cut(Exact(), "a;bb;;rest", out var rest));
        Assert.Equal("rest", rest);
    }

    [Theory]
    [InlineData(1, "a; bb; ccc; d;")]
    [InlineData(4, "a; bb; ccc; d;")]
    [InlineData(5, "a;bb; ccc; d;")]
    [InlineData(6, "a;bb; ccc;d;")]
    [InlineData(8, "a;bb; ccc;d;")]
    [InlineData(9, "a;bb;ccc; d;")]
    [InlineData(11, "a;bb;ccc;d;")]
    [InlineData(100, "a;bb;ccc;d;")]
    public void A_batch_takes_whole_messages_that_fit(int batch, string expected)
    {
        var events = Cut(Exact(batch), "a;bb;ccc;d;e", out var rest);

        Assert.Equal(expected, string.Join(' ', events));
        Assert.Equal("e", rest);
    }

    [Fact]
    public void A_message_that_is_larger_than_a_batch_goes_alone() =>
        Assert.Equal(["0123456789;", "a;"], Cut(Exact(batch: 4), "0123456789;a;", out _));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_message_over_the_limit_stops_at_it_and_is_never_in_a_batch(int batch)
    {
        var cutter = new EventCutter(Exact(batch, max: 4));
        var buffer = Sequence("a;bbb;", "cccc;d;");
        var events = new List<string>();
        CutResult result;
        while ((result = cutter.Cut(ref buffer, out var body)) == CutResult.Event)
        {
            events.Add(Encoding.Latin1.GetString(body));
        }

        Assert.Equal(CutResult.TooLarge, result);
        Assert.Equal("a;bbb;", string.Concat(events));
    }

    [Fact]
    public void The_start_of_a_message_over_the_limit_is_enough()
    {
        var cutter = new EventCutter(Exact(max: 4));
        var buffer = Sequence("abcd");
        Assert.Equal(CutResult.Incomplete, cutter.Cut(ref buffer, out _));
        buffer = Sequence("abcd", "e");
        Assert.Equal(CutResult.TooLarge, cutter.Cut(ref buffer, out _));
    }

    [Theory]
    [InlineData(1024, "anything; at all")]
    [InlineData(5, "anyth|ing; |at al|l")]
    public void Raw_takes_what_is_there_up_to_its_limit(int most, string expected)
    {
        var options = Exact(max: 3) with { Framing = FramingMode.Raw, MaxReadBytes = most };

        Assert.Equal(expected.Split('|'), Cut(options, "anything; at all", out var rest));
        Assert.Equal("", rest);
    }

    [Theory]
    [InlineData(";", 0)]
    [InlineData(";", 7)]
    [InlineData("<EOM>", 0)]
    [InlineData("<EOM>", 20)]
    [InlineData("aab", 11)]
    public void However_the_bytes_come_the_messages_are_the_same(string delimiter, int batch)
    {
        var random = new Random(Seed: 7);
        for (var round = 0; round < 300; round++)
        {
            // Letters of the delimiters themselves, so that starts of them are everywhere.
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(5) == 0 ? delimiter : $"{"ab<E;"[random.Next(5)]}"));
            var options = Exact(batch) with { Delimiter = Encoding.Latin1.GetBytes(delimiter) };
            var cutter = new EventCutter(options);
            var events = new List<string>();
            var seen = "";
            for (var at = 0; at < text.Length;)
            {
                var length = Math.Min(random.Next(1, 12), text.Length - at);
                seen += text.Substring(at, length);
                at += length;
                var buffer = Sequence([.. Pieces(seen, random)]);
                while (cutter.Cut(ref buffer, out var body) == CutResult.Event)
                {
                    events.Add(Encoding.Latin1.GetString(body));
                }

                seen = Encoding.Latin1.GetString(buffer);
            }

            Assert.Equal(Messages(text, delimiter, out var rest), events.SelectMany(one => Messages(one, delimiter, out _)));
            Assert.Equal(rest, seen);
            Assert.All(events, one => Assert.True(one.Length <= batch || Messages(one, delimiter, out _).Count == 1, one));
            Assert.All(events, one => Assert.EndsWith(delimiter, one, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(";", 0)]
    [InlineData("<EOM>", 0)]
    [InlineData("<EOM>", 20)]
    [InlineData("aab", 11)]
    public async Task However_the_bytes_come_through_a_pipe_the_messages_are_the_same(string delimiter, int batch)
    {
        var random = new Random(Seed: 11);
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(40) == 0 ? delimiter : $"{"ab<E;"[random.Next(5)]}"));
            var cutter = new EventCutter(Exact(batch) with { Delimiter = Encoding.Latin1.GetBytes(delimiter) });

            // Segments of 16 bytes, which the pipe uses again and again.
            var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 1));
            var events = new List<string>();
            var rest = "";
            foreach (var piece in Pieces(text, random))
            {
                await pipe.Writer.WriteAsync(Encoding.Latin1.GetBytes(piece), TestContext.Current.CancellationToken);
                Assert.True(pipe.Reader.TryRead(out var read));
                var buffer = read.Buffer;
                while (cutter.Cut(ref buffer, out var body) == CutResult.Event)
                {
                    events.Add(Encoding.Latin1.GetString(body));
                }

                rest = Encoding.Latin1.GetString(buffer);
                pipe.Reader.AdvanceTo(buffer.Start, buffer.End);
            }

            Assert.Equal(Messages(text, delimiter, out var expected), events.SelectMany(one => Messages(one, delimiter, out _)));
            Assert.Equal(expected, rest);
        }
    }

    [Fact]
    public void A_long_message_in_many_pieces_costs_no_more_for_each_piece_than_a_short_one()
    {
        // Counted from its front for each of them, these are a minute of work.
        const int pieces = 300_000;
        var cutter = new EventCutter(Exact(max: pieces));
        var first = new Segment("x", before: 0);
        var last = first;
        var start = TimeProvider.System.GetTimestamp();
        for (var piece = 1; piece < pieces; piece++)
        {
            last = last.Append("x");
            var buffer = new ReadOnlySequence<byte>(first, 0, last, 1);
            Assert.Equal(CutResult.Incomplete, cutter.Cut(ref buffer, out _));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TestLimit.Generous, $"only {piece} pieces have been searched");
        }

        var whole = new ReadOnlySequence<byte>(first, 0, last.Append(";"), 1);
        Assert.Equal(CutResult.TooLarge, cutter.Cut(ref whole, out _));
    }

    private static TcpServerOptions Exact(int batch = 0, long max = 1024) =>
        new("main", RelayAddress.Tcp("", 0), ";"u8.ToArray(), new LimitsConfiguration { MaxMessageBytes = (int)max }) { BatchBytes = batch };

    private static List<string> Cut(TcpServerOptions options, string text, out string rest)
    {
        var cutter = new EventCutter(options);
        var buffer = Sequence(text);
        var events = new List<string>();
        while (cutter.Cut(ref buffer, out var body) == CutResult.Event)
        {
            events.Add(Encoding.Latin1.GetString(body));
        }

        rest = Encoding.Latin1.GetString(buffer);
        return events;
    }

    private static List<string> Messages(string text, string delimiter, out string rest)
    {
        var parts = text.Split(delimiter);
        rest = parts[^1];
        return [.. parts.SkipLast(1).Select(part => part + delimiter)];
    }

    private static IEnumerable<string> Pieces(string text, Random random)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 9), text.Length - at);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private static ReadOnlySequence<byte> Sequence(params string[] pieces)
    {
        if (pieces.Length == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Segment(pieces[0], before: 0);
        var last = first;
        foreach (var piece in pieces.AsSpan(1))
        {
            last = last.Append(piece);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(string text, long before)
        {
            Memory = Encoding.Latin1.GetBytes(text);
            RunningIndex = before;
        }

        public Segment Append(string text)
        {
            var next = new Segment(text, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
