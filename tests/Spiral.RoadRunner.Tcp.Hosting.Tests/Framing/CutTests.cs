using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class CutTests
{
    public static TheoryData<FramingSample> Samples => FramingSample.All;

    [Theory]
    [MemberData(nameof(Samples))]
    public void Whole_bytes_give_the_messages_in_order(FramingSample sample) => AssertSample(sample, [sample.ToBytes()], "whole");

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_cut_in_two_events_gives_the_same(FramingSample sample)
    {
        var bytes = sample.ToBytes();
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertSample(sample, Pieces.InTwo(bytes, at), $"cut at {at}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Events_of_few_bytes_give_the_same(FramingSample sample)
    {
        for (var size = 1; size <= 5; size++)
        {
            AssertSample(sample, Pieces.Of(sample.ToBytes(), size), $"{size} bytes each");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_body_in_several_pieces_gives_the_same(FramingSample sample)
    {
        var bytes = sample.ToBytes();
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertSample(sample, [], $"pieces at {at}", Cut.At(bytes, at));
        }

        AssertSample(sample, [], "pieces of a byte", Cut.EveryByte(bytes));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_leftover_before_a_body_in_several_pieces_gives_the_same(FramingSample sample)
    {
        var bytes = sample.ToBytes();
        for (var at = 0; at <= bytes.Length; at++)
        {
            AssertSample(sample, [bytes.AsMemory(0, at)], $"pieces from {at}", Cut.EveryByte(bytes.AsMemory(at)));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Random_cuts_give_the_same(FramingSample sample)
    {
        var bytes = sample.ToBytes();
        for (var seed = 0; seed < 10_000; seed++)
        {
            AssertSample(sample, Pieces.AtRandom(bytes, new Random(seed)), $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Copies_of_the_whole_are_glued_in_order(FramingSample sample)
    {
        // What is left over would become a part of the next copy.
        var whole = sample.ToBytes().AsMemory(..^sample.Left.Length);
        byte[] thrice = [.. whole.Span, .. whole.Span, .. whole.Span];
        var connection = FramedConnection.Of(sample.Framing, [thrice]);
        Assert.Equal([.. sample.Messages, .. sample.Messages, .. sample.Messages], connection.Log);
    }

    [Fact]
    public void Raw_gives_each_event_whole()
    {
        var connection = new FramedConnection(TcpFraming.Raw);
        connection.Receive("a\r\nb");
        connection.Receive("");
        connection.Receive(Cut.EveryByte("cd"u8.ToArray()));
        Assert.Equal(["a\r\nb", "cd"], connection.Log);
        Assert.Equal("", connection.Left);
    }

    [Fact]
    public void Raw_gives_what_is_over_the_limit_whole()
    {
        var connection = new FramedConnection(TcpFraming.Raw.WithMaxMessageBytes(3));

        connection.Receive("abcdefgh");
        Assert.Equal(["abcdefgh"], connection.Log);
    }

    private static void AssertSample(FramingSample sample, IEnumerable<ReadOnlyMemory<byte>> events, string how, ReadOnlySequence<byte>? last = null)
    {
        var connection = FramedConnection.Of(sample.Framing, events);
        if (last is { } body)
            connection.Receive(body);

        Assert.True(sample.Messages.SequenceEqual(connection.Log), $"{sample}, {how}: {string.Join('|', connection.Log)}");
        Assert.True(sample.Left == connection.Left, $"{sample}, {how}: '{connection.Left}' is left");
    }
}
