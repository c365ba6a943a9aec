using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

public sealed class PropertyTests
{
    private const int Max = 60;

    // For each of many framings.
    private const int Cases = 3_000;

    // What ends messages, what almost does, and runs that make leftovers longer than the part of them that is known.
    private static readonly string[] Words =
    [
        "\r", "\n", "\r\n", ".", "\r\n.\r\n", ".\r\n", "\r\n\r\n", "^", " ", "-", "--", "a", "aab", "3:abc,", "E", "END",
        "\0", "\0\0\0\u0005", "\u0005", "\u0080", "\u00ff", new('x', 20), new('y', 40), new('a', 35),
    ];

    public static TheoryData<FramingSample> Samples => FramingSample.All;

    private static Gen<string> Text => Gen.Elements(Words).ArrayOf().Select(string.Concat);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Arbitrary_bytes_give_messages_or_more_or_a_framing_error(FramingSample sample) =>
        PropertyCheck.ForAll(
            Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(),
            bytes => Assert.DoesNotContain(FramedConnection.Of(sample.Framing, [bytes], Max).Log, static text => text.Length > Max + TcpFraming.MaxDelimiterBytes),
            Cases);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cuts_make_no_difference(FramingSample sample) => AssertCutsMakeNoDifference(sample.Framing);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Cuts_make_no_difference_to_what_is_thrown_away(FramingSample sample)
    {
        if (sample.Framing.IsDelimited)
            AssertCutsMakeNoDifference(sample.Framing.WithOversize(TcpOversize.Discard));
    }

    private static void AssertCutsMakeNoDifference(TcpFraming framing) =>
        PropertyCheck.ForAll(
            Text.Zip(Gen.Choose(0, int.MaxValue)),
            pair =>
            {
                var (text, seed) = pair;
                var bytes = Encoding.Latin1.GetBytes(text);
                var whole = FramedConnection.Of(framing, [bytes], Max);
                AssertSame(whole, FramedConnection.Of(framing, Pieces.Of(bytes, 1), Max));
                AssertSame(whole, FramedConnection.Of(framing, Pieces.AtRandom(bytes, new Random(seed)), Max));
                var inPieces = new FramedConnection(framing, Max);
                inPieces.Receive(Cut.EveryByte(bytes));
                AssertSame(whole, inPieces);
            },
            Cases);

    private static void AssertSame(FramedConnection whole, FramedConnection cut)
    {
        Assert.Equal(whole.Log, cut.Log);
        Assert.Equal(whole.IsDiscarding, cut.IsDiscarding);
        if (whole.Error is null)
            Assert.Equal(whole.Left, cut.Left);
    }
}
