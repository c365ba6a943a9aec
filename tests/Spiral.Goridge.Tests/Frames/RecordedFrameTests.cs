namespace Spiral.Goridge.Tests.Frames;

/// <summary>Frames of a genuine server, with the fields as its recorder saw them.</summary>
public sealed class RecordedFrameTests
{
    // The Go reader accepts any version; we refuse it (design rule 9).
    private const string OtherVersion = "version nibble 2";

    // We write 0 in the reserved byte, whatever was in the frame that we read.
    private const string ReservedByteInUse = "bytes 10 and 11 set to ff";

    public static TheoryData<string> AcceptedNames =>
        [.. FrameVector.All.Where(vector => vector.IsValid && vector.Name != OtherVersion).Select(vector => vector.Name)];

    public static TheoryData<string> Scenarios => [.. Capture.Scenarios];

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void Recorded_frame_is_decoded_to_its_fields(string name)
    {
        var vector = FrameVector.Get(name);
        var frame = FrameAssert.Decode(vector.Bytes);
        Assert.Equal(vector.Flags, (byte)frame.Flags);
        Assert.Equal(vector.Byte10, (byte)frame.Stream);
        Assert.Equal(vector.HeaderWords * 4, frame.Header.HeaderBytes);
        Assert.Equal(vector.PayloadBytes, frame.Header.PayloadBytes);
        Assert.Equal(vector.Options, FrameAssert.Options(frame));
        Assert.Equal(vector.Payload.ToArray(), frame.Payload.ToArray());
    }

    [Theory]
    [MemberData(nameof(AcceptedNames))]
    public void Fields_are_encoded_to_the_recorded_frame(string name)
    {
        var vector = FrameVector.Get(name);
        var bytes = FrameAssert.Encode((FrameFlags)vector.Flags, [.. vector.Options], vector.Payload.Span, (StreamFlags)vector.Byte10);
        var expected = vector.Bytes.ToArray();
        if (name == ReservedByteInUse)
        {
            expected[11] = 0;
        }

        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData(OtherVersion, FrameError.UnsupportedVersion)]
    [InlineData("bad crc", FrameError.ChecksumMismatch)]
    [InlineData("header length 15", FrameError.HeaderTooLong)]
    public void Recorded_damage_is_refused(string name, FrameError error) =>
        Assert.Equal(error, FrameAssert.Refused(FrameVector.Get(name).Bytes).Error);

    [Fact]
    public void Every_recorded_frame_is_accepted_or_in_the_list_of_damage() =>
        Assert.Equal(
            ["version nibble 2", "bad crc", "header length 15"],
            FrameVector.All.Select(vector => vector.Name).Except(AcceptedNames.Select(row => row.Data)));

    // Everything the server itself has ever sent has to be readable.
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Frames_from_the_server_in_a_transcript_are_decoded(string scenario)
    {
        var fromServer = Capture.Load(scenario).Lines.Where(line => line.Direction is CaptureLine.ToWorker or CaptureLine.ToClient);
        foreach (var line in fromServer)
        {
            FrameAssert.Decode(line.Bytes, RelayDefaults.MaxPayloadBytes);
        }
    }
}
