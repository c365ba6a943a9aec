using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoadRunner.Integration.Fixture;

/// <summary>What the Recorder workers have been given, in one order, each event before it is handled.</summary>
/// <remarks>A worker reports on a socket and waits for a byte; the end of its connection is the end of its process.</remarks>
internal sealed class Journal : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _disposing = new();
    private readonly Lock _gate = new();
    private readonly List<HeldEvent> _held = [];
    private readonly List<Task> _loops = [];

    public Journal()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _loops.Add(AcceptAsync());
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    public Observed<JournalEntry> Entries { get; } = new("an event in the journal");

    /// <summary>Gets the workers that have connected.</summary>
    public Observed<int> Pids { get; } = new("a worker that connects to the journal");

    /// <summary>Gets the workers that are gone.</summary>
    public Observed<int> Gone { get; } = new("the end of a worker");

    /// <summary>Gets the events of each connection, in the order of the connections' first events.</summary>
    public IEnumerable<IGrouping<string, JournalEntry>> Connections => Entries.All.GroupBy(static entry => entry.Uuid);

    /// <summary>Makes a worker that is given a matching event wait for the test; the first such event only.</summary>
    public HeldEvent Hold(Func<JournalEntry, bool> match)
    {
        var held = new HeldEvent(match);
        lock (_gate)
        {
            _held.Add(held);
        }

        return held;
    }

    /// <summary>Holds the message that starts with a text.</summary>
    public HeldEvent HoldMessage(string start) => Hold(entry => entry.Event == "Data" && entry.Text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Returns the events of the connection that sent a text, in their order, once it is closed.</summary>
    public async Task<IReadOnlyList<JournalEntry>> EventsOfAsync(string text)
    {
        var sent = await Entries.WhenAsync(entry => entry.Text.StartsWith(text, StringComparison.Ordinal));
        await Entries.WhenAsync(entry => entry.Uuid == sent.Uuid && entry.IsClose);
        return [.. Entries.All.Where(entry => entry.Uuid == sent.Uuid)];
    }

    public Task WhenGoneAsync(int pid) => Gone.WhenAsync(gone => gone == pid);

    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        _listener.Dispose();
        Task[] loops;
        lock (_gate)
        {
            _held.ForEach(static held => held.Release());
            loops = [.. _loops];
        }

        await Task.WhenAll(loops).Within();
        _disposing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_disposing.Token);
                lock (_gate)
                {
                    _loops.Add(FollowAsync(socket));
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task FollowAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        socket.NoDelay = true;
        var pid = 0;
        try
        {
            pid = int.Parse(await reader.ReadLineAsync(_disposing.Token) ?? "0", CultureInfo.InvariantCulture);
            ProcessLedger.Remember(pid);
            Pids.Add(pid);
            while (await reader.ReadLineAsync(_disposing.Token) is { } line)
            {
                var entry = JournalEntry.Parse(pid, line);
                Entries.Add(entry);
                await PassAsync(entry);
                await stream.WriteAsync(new byte[1], _disposing.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The worker was killed, or the test is over.
        }

        Gone.Add(pid);
    }

    private async Task PassAsync(JournalEntry entry)
    {
        HeldEvent[] held;
        lock (_gate)
        {
            held = [.. _held];
        }

        foreach (var one in held)
        {
            await one.PassAsync(entry);
        }
    }
}
