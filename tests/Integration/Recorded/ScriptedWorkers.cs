using System.Globalization;
using System.Text;
using RoadRunner.Integration.Fixture;

namespace RoadRunner.Integration.Recorded;

/// <summary>Workers that answer as those of a recording did, byte for byte: a script, so that one starts in no time.</summary>
internal sealed class ScriptedWorkers : IAsyncDisposable
{
    private const string Over = "over";
    private const int HeaderBytes = 12;
    private const int MostPidDigits = 7;

    // An event has the next number, whichever worker gets it.
    private const string Script = """
        cd "$(dirname "$0")"
        case $RR_RELAY in
          tcp://*) host=${RR_RELAY#tcp://}; relay="${host%:*} ${host##*:}";;
          unix://*) relay="-U ${RR_RELAY#unix://}";;
        esac
        if [ "$RR_RELAY" != pipes ]; then
          mkfifo "in-$$" "out-$$"
          nc $relay < "out-$$" > "in-$$" &
          exec > "out-$$" < "in-$$"
        fi
        joined() { IFS=; text="$*"; IFS=$blanks; }
        read_frame() {
          set -- $(od -An -v -tx1 -N12)
          [ $# -eq 12 ] || exit 0
          flags=$2
          rest=$((0x$3 + 0x$4 * 256 + 0x$5 * 65536 + (0x$1 & 15) * 4 - 12))
          joined "$@"
          header=$text
          joined $(od -An -v -tx1 -N$rest)
        }
        blanks=$IFS
        n=1
        while read_frame; do
          case $flags$text in
            09*73746f70*)
              echo "$$ 0 $header$text" > journal
              if [ -e ignores-stop ]; then continue; fi
              cat stop-reply
              exit 0;;
            09*)
              echo "$$ 0 $header$text" > journal
              if [ -e printed-0 ]; then cat printed-0 >&2; fi
              if [ -e exits-0 ]; then exit 1; fi
              if [ -e own-pid ]; then pid=$$; cat "pid-header-${#pid}"; printf '{"pid":%s}' "$pid"; else cat pid-reply; fi
              continue;;
          esac
          while ! mkdir "event-$n" 2>/dev/null; do n=$((n + 1)); done
          echo "$$ $n $header$text" > journal
          if [ -e "printed-$n" ]; then cat "printed-$n" >&2; fi
          if [ -p "held-$n" ]; then read -r go < "held-$n"; fi
          cat "answer-$n"
          if [ -e "exits-$n" ]; then exit 7; fi
        done
        """;

    private readonly TempFolder _folder = new();
    private readonly FileStream _journal;
    private readonly Task _reading;

    /// <summary>Makes the script.</summary>
    /// <param name="talk">What the workers say.</param>
    /// <param name="ignoresStop">Whether the stop command is ignored.</param>
    /// <param name="tellsOwnPid">Whether the pid is that of the process; otherwise it is the recorded one, which matters on a socket relay only.</param>
    public ScriptedWorkers(RecordedTalk talk, bool ignoresStop = false, bool tellsOwnPid = false)
    {
        Command = ["sh", _folder.Write("worker.sh", Script)];
        _folder.Write("pid-reply", [.. talk.PidReply]);
        _folder.Write("stop-reply", talk.StopReply);
        Mark(ignoresStop, "ignores-stop");
        Mark(talk.ExitsAtStart, "exits-0");
        Mark(talk.PrintedAtStart.Length > 0, "printed-0", talk.PrintedAtStart + "\n");
        Mark(tellsOwnPid, "own-pid");
        for (var digits = 1; digits <= MostPidDigits; digits++)
        {
            _folder.Write(Name("pid-header", digits), RawFrame.Control(0x01, $$"""{"pid":{{new string('0', digits)}}}""").ToBytes()[..HeaderBytes]);
        }

        for (var number = 1; number <= talk.Events.Count; number++)
        {
            Prepare(talk.Events[number - 1], number);
        }

        // Open for both: it has no end while workers come and go.
        _journal = new FileStream(Native.MakeFifo(_folder.PathOf("journal")), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public IReadOnlyList<string> Command { get; }

    /// <summary>Gets the events that workers have been given.</summary>
    public Observed<RawFrame> Events { get; } = new("an event at a scripted worker");

    /// <summary>Gets the pid requests and stop commands, with the process that got them.</summary>
    public Observed<(int Pid, RawFrame Frame)> Controls { get; } = new("a control frame at a scripted worker");

    /// <summary>Lets the worker that has an event answer it.</summary>
    public Task ReleaseAsync(int number) =>
        Task.Run(() => File.WriteAllText(_folder.PathOf(Name("held", number)), "go\n")).Within(what: $"the worker with event {number}");

    public async ValueTask DisposeAsync()
    {
        _journal.Write(Encoding.ASCII.GetBytes($"{Over}\n"));
        await _journal.FlushAsync();
        await _reading.Within();
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");

    private void Prepare(RecordedEvent recorded, int number)
    {
        _folder.Write(Name("answer", number), [.. recorded.Answer]);
        if (recorded.IsHeld)
        {
            Native.MakeFifo(_folder.PathOf(Name("held", number)));
        }

        Mark(recorded.Exits, Name("exits", number));
        Mark(recorded.Printed.Length > 0, Name("printed", number), recorded.Printed + "\n");
    }

    private void Mark(bool isWanted, string name, string text = "")
    {
        if (isWanted)
        {
            _folder.Write(name, text);
        }
    }

    private void Read()
    {
        using var reader = new StreamReader(_journal, leaveOpen: true);
        while (reader.ReadLine() is { } line && line != Over)
        {
            var words = line.Split(' ');
            var pid = int.Parse(words[0], CultureInfo.InvariantCulture);
            ProcessLedger.Remember(pid);
            var frame = RawFrame.Parse(Convert.FromHexString(words[2]));
            if (words[1] == "0")
            {
                Controls.Add((pid, frame));
            }
            else
            {
                Events.Add(frame);
            }
        }
    }
}
