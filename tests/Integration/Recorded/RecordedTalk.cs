using System.Text;

namespace RoadRunner.Integration.Recorded;

/// <summary>What clients and workers of a recording did, in an order that can be played.</summary>
internal sealed class RecordedTalk
{
    private readonly Capture _capture;
    private readonly Dictionary<string, RecordedEvent> _openByWorker = [];
    private readonly Dictionary<string, string> _peerByUuid = [];
    private readonly HashSet<string> _stopped = [];
    private readonly Queue<string> _arrived = [];

    private RecordedTalk(Capture capture) => _capture = capture;

    /// <summary>Gets the settings of the pool, <c>key: value</c>.</summary>
    public IEnumerable<string> Pool => _capture.Meta["pool"][1..^1].Trim().Split(", ");

    public List<RecordedStep> Steps { get; } = [];

    /// <summary>Gets the events, in their order.</summary>
    public List<RecordedEvent> Events { get; } = [];

    /// <summary>Gets where workers connect to.</summary>
    public string Relay => _capture.Meta["relay"];

    /// <summary>Gets what the first worker sent before it had an event: its answer to the pid request, if it is one.</summary>
    public List<byte> PidReply { get; } = [];

    /// <summary>Gets what the first worker printed to stderr before it had an event.</summary>
    public string PrintedAtStart { get; private set; } = "";

    /// <summary>Gets a value indicating whether the first worker exited by itself without an answer to the pid request.</summary>
    public bool ExitsAtStart { get; private set; }

    /// <summary>Gets what workers answered to the stop command.</summary>
    public byte[] StopReply { get; private set; } = [];

    public static RecordedTalk Load(string scenario)
    {
        var talk = new RecordedTalk(Capture.Load(scenario));

        // A worker may be recorded before the client whose bytes it got: two processes wrote the file.
        var lines = talk._capture.Lines.Select(static (line, index) => (line, Number: index + 2));
        foreach (var (line, number) in lines.OrderBy(static one => IsConnect(one.line) ? one.line.Milliseconds - 1 : one.line.Milliseconds))
        {
            var deviation = RecordedDeviations.Find(scenario, number);
            if (deviation is null or { GetsClose: not null })
            {
                talk.Add(line);
            }

            if (deviation is { Receives: { } text })
            {
                talk.Steps.Add(new RecordedStep(RecordedStepKind.Receive, PeerOf(line), Encoding.Latin1.GetBytes(text)));
            }

            if (deviation is { GetsClose: { } peer })
            {
                talk.AddLostClose(peer);
            }
        }

        return talk;
    }

    private static bool IsConnect(CaptureLine line) =>
        line.Note.EndsWith(": connect", StringComparison.Ordinal) || line.Note.EndsWith(": connect (unix socket)", StringComparison.Ordinal);

    private static string PeerOf(CaptureLine line) => line.Direction == "event"
        ? line.Note.Split(':')[0]
        : line.Direction.Replace("->rr", "", StringComparison.Ordinal).Replace("rr->", "", StringComparison.Ordinal);

    private void Add(CaptureLine line)
    {
        switch (line.Direction)
        {
            case CaptureLine.ToWorker:
                AddFrame(line);
                break;
            case CaptureLine.FromWorker:
                AddAnswer(line);
                break;
            case CaptureLine.FromClient:
                AddAction(new RecordedStep(RecordedStepKind.Call, Bytes: line.Bytes));
                break;
            case CaptureLine.ToClient:
                Steps.Add(new RecordedStep(RecordedStepKind.Return, Bytes: line.Bytes));
                break;
            case "event":
                AddNote(line);
                break;
            case "log":
                AddRecord(line);
                break;
            case var direction when direction.EndsWith("->rr", StringComparison.Ordinal):
                AddAction(new RecordedStep(RecordedStepKind.Send, PeerOf(line), line.Bytes));
                break;
            case var direction when direction.StartsWith("rr->", StringComparison.Ordinal):
                Steps.Add(new RecordedStep(RecordedStepKind.Receive, PeerOf(line), line.Bytes));
                break;
        }
    }

    private void AddNote(CaptureLine line)
    {
        var note = line.Note;
        if (IsConnect(line))
        {
            _arrived.Enqueue(PeerOf(line));
            AddAction(new RecordedStep(RecordedStepKind.Connect, PeerOf(line)));
        }
        else if (note.Contains("SO_LINGER 0", StringComparison.Ordinal))
        {
            AddAction(new RecordedStep(RecordedStepKind.Reset, PeerOf(line)));
        }
        else if (note.EndsWith(": close()", StringComparison.Ordinal))
        {
            AddAction(new RecordedStep(RecordedStepKind.Close, PeerOf(line)));
        }
        else if (note.Contains("EOF (FIN)", StringComparison.Ordinal))
        {
            Steps.Add(new RecordedStep(RecordedStepKind.End, PeerOf(line)));
        }
        else if (note.Contains("SIGTERM", StringComparison.Ordinal))
        {
            AddAction(new RecordedStep(RecordedStepKind.Stop));
        }
        else if (note.StartsWith("roadrunner exited", StringComparison.Ordinal))
        {
            Steps.Add(new RecordedStep(RecordedStepKind.Stopped));
        }
        else if (note.StartsWith("roadrunner closed", StringComparison.Ordinal))
        {
            _stopped.Add(line.Worker);
        }
        else if (note.StartsWith("worker closed", StringComparison.Ordinal) && !_stopped.Contains(line.Worker))
        {
            AddExit(line);
        }
    }

    private void AddExit(CaptureLine line)
    {
        ExitsAtStart |= PidReply.Count == 0;
        if (_openByWorker.TryGetValue(line.Worker, out var open))
        {
            open.Exits = true;
        }
    }

    private void AddRecord(CaptureLine line)
    {
        const string printed = "info server: ";
        if (line.Note.StartsWith(printed, StringComparison.Ordinal) && Events.LastOrDefault() is { } printing)
        {
            printing.Printed = line.Note[printed.Length..];
        }
        else if (line.Note.StartsWith(printed, StringComparison.Ordinal))
        {
            PrintedAtStart = line.Note[printed.Length..].Trim();
        }
        else if (line.Note.StartsWith("warn server: ", StringComparison.Ordinal))
        {
            // From here on the end of the worker is the server's doing.
            _openByWorker.Clear();
        }
    }

    private void AddFrame(CaptureLine line)
    {
        var frame = RawFrame.Parse(line.Bytes);
        if (frame.IsControl || frame.Options.Count == 0)
        {
            _ = frame.Text.Contains("stop", StringComparison.Ordinal) && _stopped.Add(line.Worker);
            return;
        }

        var uuid = RecordedEvent.UuidOf(frame);
        if (!_peerByUuid.TryGetValue(uuid, out var peer))
        {
            _peerByUuid[uuid] = peer = _arrived.Dequeue();
        }

        _openByWorker[line.Worker] = Add(new RecordedEvent(peer, RecordedEvent.Describe(frame)));
    }

    private RecordedEvent Add(RecordedEvent added)
    {
        Events.Add(added);

        // It follows from what its client did last, or somebody who is no client; what other clients do does not change it.
        Steps.Insert(1 + Steps.FindLastIndex(step => step.Peer.Length == 0 || step.Peer == added.Peer), new RecordedStep(RecordedStepKind.Event, added.Peer, Event: Events.Count));
        return added;
    }

    private void AddLostClose(string peer)
    {
        var connected = Events.First(one => one.Peer == peer).Text;
        var close = new RecordedEvent(peer, connected.Replace("CONNECTED", "CLOSE", StringComparison.Ordinal));
        close.Answer.AddRange(Convert.FromHexString(GoldenFrames.Continue));
        Events.Add(close);
        Steps.Add(new RecordedStep(RecordedStepKind.Event, peer, Event: Events.Count));
    }

    private void AddAnswer(CaptureLine line)
    {
        if (Events.Count == 0 && line.Worker == "w1")
        {
            PidReply.AddRange(line.Bytes.Span);
        }
        else if (_stopped.Contains(line.Worker))
        {
            StopReply = line.Bytes.ToArray();
        }
        else if (_openByWorker.TryGetValue(line.Worker, out var open))
        {
            if (open is { IsHeld: true, Answer.Count: 0 })
            {
                Steps.Add(new RecordedStep(RecordedStepKind.Release, Event: Events.IndexOf(open) + 1));
            }

            open.Answer.AddRange(line.Bytes.Span);
        }
    }

    /// <summary>Adds something that a worker without an answer has to wait for.</summary>
    private void AddAction(RecordedStep step)
    {
        Steps.Add(step);
        foreach (var open in _openByWorker.Values)
        {
            open.IsHeld |= open.Answer.Count == 0;
        }
    }
}
