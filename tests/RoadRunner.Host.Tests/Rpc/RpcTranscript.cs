using System.Buffers.Binary;
using System.Text;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Rpc;

/// <summary>Sends the recorded requests of a transcript and compares the answers with the recorded ones, byte for byte.</summary>
internal sealed class RpcTranscript(string scenario, RpcServerUnderTest server) : IDisposable
{
    private const int FirstLine = 2;
    private const int SequenceAt = 12;

    private readonly List<string> _differences = [];
    private readonly HashSet<RpcDeviation> _used = [];
    private RpcTestClient? _client;

    /// <summary>Gets or sets what is done about a line that is no request and no reply, such as a wait.</summary>
    public Func<CaptureLine, Task> OnNote { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets how many requests were sent.</summary>
    public int Requests { get; private set; }

    /// <summary>Replays the transcript.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">An answer differs and no deviation says so, or a deviation was not met.</exception>
    public async Task ReplayAsync()
    {
        var lines = Capture.Load(scenario).Lines;
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            if (line.Direction == CaptureLine.FromClient)
            {
                await ReplayAsync(line, index, lines);
            }
            else if (!line.IsRpc)
            {
                await OnNote(line);
            }
        }

        Assert.Empty(_differences);
        Assert.Equal(RpcDeviations.Of(scenario).Where(one => !one.MayAgree || _used.Contains(one)), _used.OrderBy(static one => one.Line));
    }

    public void Dispose() => _client?.Dispose();

    private async Task ReplayAsync(CaptureLine request, int index, IReadOnlyList<CaptureLine> lines)
    {
        // Go RoadRunner answers when it is done, so replies are found by their number; two requests never share one at a time.
        var expected = lines.Index().Skip(index + 1).TakeWhile(static next => next.Item.Direction != CaptureLine.FromClient)
            .Where(static next => next.Item.Direction == CaptureLine.ToClient).ToDictionary(static next => Sequence(next.Item.Bytes.Span), static next => (next.Item, next.Index));
        _client ??= await server.ConnectAsync();
        Requests++;
        await _client.SendAsync(request.Bytes);
        if (expected.Count == 0 || RpcDeviations.Find(scenario, index + FirstLine) is { IsRefused: true })
        {
            Note(index, "the connection is closed", await _client.ReadFrameAsync() is null, wanted: expected.Count == 0);
            _client.Dispose();
            _client = null;
            return;
        }

        for (var reply = expected.Count; reply > 0; reply--)
        {
            var actual = await _client.ReadFrameAsync() ?? throw new EndOfStreamException($"{scenario}:{index + FirstLine} was answered by the end of the connection");
            var (line, at) = expected[Sequence(actual)];
            Compare(at, line.Bytes.ToArray(), actual);
        }
    }

    private void Compare(int index, byte[] recorded, byte[] actual)
    {
        if (recorded.AsSpan().SequenceEqual(actual))
        {
            return;
        }

        var (flags, text) = RpcTestClient.Parse(actual, Encoding.Latin1);
        var (recordedFlags, recordedText) = RpcTestClient.Parse(recorded, Encoding.Latin1);
        if (RpcDeviations.Find(scenario, index + FirstLine) is { } deviation && deviation.Accepts(recordedFlags == flags, recordedText, text))
        {
            _used.Add(deviation);
            return;
        }

        _differences.Add($"{scenario}:{index + FirstLine}: recorded {recordedFlags} {recordedText}, answered {flags} {text}");
    }

    private void Note(int index, string what, bool happened, bool wanted)
    {
        if (!happened)
        {
            _differences.Add($"{scenario}:{index + FirstLine}: not so: {what}");
        }
        else if (!wanted && RpcDeviations.Find(scenario, index + FirstLine) is { } deviation)
        {
            _used.Add(deviation);
        }
    }

    private static uint Sequence(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame[SequenceAt..]);
}
