using System.Text.Json;

namespace Spiral.RoadRunner.Tcp.Tests.Replay;

public sealed class ReplayTests
{
    private static readonly RelayTransport[] Transports = [RelayTransport.InMemory, RelayTransport.UnixSocket, RelayTransport.Tcp];

    // Key and fault of every recorded worker; the frames are read again by the test that needs them, some are large.
    private static readonly Lazy<IReadOnlyDictionary<string, string?>> Recorded =
        new(() => RecordedWorker.All().ToDictionary(worker => worker.Key, worker => worker.FindFault()));

    public static IEnumerable<TheoryDataRow<string, RelayTransport>> Replayable =>
        from worker in Recorded.Value
        where worker.Value is null
        from transport in Transports
        select new TheoryDataRow<string, RelayTransport>(worker.Key, transport);

    [Fact]
    public void Workers_that_misbehave_are_exactly_those_of_the_list()
    {
        var faulty = Recorded.Value.Where(worker => worker.Value is not null).Select(worker => worker.Key);

        Assert.Equal(RecordedFaults.Reasons.Keys.Order(StringComparer.Ordinal), faulty.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Recordings_hold_as_many_workers_as_were_recorded() => Assert.Equal(102, Recorded.Value.Count);

    [Fact]
    public void Workers_that_ours_differs_from_are_exactly_those_of_the_list()
    {
        var different = Recorded.Value
            .Where(worker => worker.Value is null)
            .Select(worker => RecordedWorker.Load(worker.Key))
            .Where(IsDifferent)
            .Select(worker => worker.Key);

        Assert.Equal(RecordedDifferences.Reasons.Keys.Order(StringComparer.Ordinal), different.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Replayable))]
    public async Task Worker_answers_as_recorded(string key, RelayTransport transport)
    {
        var recorded = RecordedWorker.Load(key);
        var steps = ReplayStep.Of(recorded);
        await using var rig = new TcpRig(transport, processId: PidOf(steps[0]));
        var handler = new ReplayHandler(rig.Tcp, steps);
        var loop = OwnThread.Run(() =>
        {
            // A loop that fails must not leave the server waiting for its answer.
            using (rig.Tcp)
            {
                rig.Tcp.Run(handler.Handle);
            }
        });

        foreach (var step in steps)
        {
            await rig.Server.SendAsync(step.Sent.Bytes);
            if (step.Recorded is not null)
            {
                AssertSame(step.Expected, await rig.Server.ReceiveAsync());
            }
        }

        var isStopped = steps[^1].Recorded is null;
        if (!isStopped)
        {
            rig.Server.FinishSending();
        }

        await loop.Within();
        Assert.Equal(isStopped ? WorkerEnd.Stopped : WorkerEnd.RelayClosed, rig.Tcp.Worker.End);
        Assert.Empty(rig.Log.Records);
        Assert.Empty(await rig.Server.ReceiveToEndAsync());
    }

    private static bool IsDifferent(RecordedWorker worker)
    {
        var steps = ReplayStep.Of(worker);
        return steps.Any(step => step.Recorded is { } answer && !answer.Bytes.Span.SequenceEqual(step.Expected))
            || steps.Count(step => step.Recorded is not null) != worker.Lines.Count(line => line.Direction == CaptureLine.FromWorker);
    }

    private static int PidOf(ReplayStep handshake)
    {
        using var json = JsonDocument.Parse(handshake.Answer.Payload);
        return json.RootElement.GetProperty("pid").GetInt32();
    }

    // Frames of many megabytes are compared as they are and shown cut.
    private static void AssertSame(byte[] expected, byte[]? actual)
    {
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            Assert.Equal(Show(expected), Show(actual));
            Assert.Fail("The frames differ behind what can be shown.");
        }
    }

    private static string Show(byte[]? frame) =>
        frame is null ? "(end)" : $"{frame.Length} bytes: {Convert.ToHexStringLower(frame.AsSpan(0, Math.Min(frame.Length, 256)))}";
}
