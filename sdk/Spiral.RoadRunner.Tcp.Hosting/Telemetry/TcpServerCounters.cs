namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Counts what happens on one server. Any thread may add.</summary>
/// <param name="server">Its name.</param>
/// <param name="service">Who handles what happens there.</param>
internal sealed class TcpServerCounters(string server, string service)
{
    private long _messages;
    private long _received;
    private long _sent;
    private long _inFlight;

    public string Server => server;

    public TcpEventCounters Connected { get; } = new();

    public TcpEventCounters Data { get; } = new();

    public TcpEventCounters Close { get; } = new();

    public long Messages => Interlocked.Read(ref _messages);

    public long Received => Interlocked.Read(ref _received);

    public long Sent => Interlocked.Read(ref _sent);

    public long InFlight => Interlocked.Read(ref _inFlight);

    public TcpServerStatistics Snapshot => new(
        server,
        Connected.Events + Data.Events + Close.Events,
        Connected.Errors + Data.Errors + Close.Errors,
        Messages,
        Received,
        Sent,
        InFlight,
        Connected.Time + Data.Time + Close.Time)
    {
        Service = service,
    };

    /// <summary>An event has begun. A full fence: what was written before is seen by whoever sees what comes after.</summary>
    public void Enter(long received)
    {
        Interlocked.Increment(ref _inFlight);
        if (received > 0)
        {
            Interlocked.Add(ref _received, received);
        }
    }

    public void Leave(TcpEvent happened, TimeSpan time, bool hasFailed, long messages, long sent)
    {
        Of(happened).Add(time, hasFailed);
        if (messages > 0)
        {
            Interlocked.Add(ref _messages, messages);
        }

        if (sent > 0)
        {
            Interlocked.Add(ref _sent, sent);
        }

        Interlocked.Decrement(ref _inFlight);
    }

    private TcpEventCounters Of(TcpEvent happened) => happened switch
    {
        TcpEvent.Connected => Connected,
        TcpEvent.Close => Close,
        _ => Data,
    };
}
