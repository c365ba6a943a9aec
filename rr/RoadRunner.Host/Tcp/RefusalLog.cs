using Microsoft.Extensions.Logging;

namespace RoadRunner.Host.Tcp;

/// <summary>Writes down refused clients: each for those who debug, and one record with the count in ten seconds for everybody.</summary>
internal sealed class RefusalLog(ILogger logger, string server, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Since, int Count)> _silent = new(StringComparer.Ordinal);

    public void Write(Refusal refusal, string remoteAddress)
    {
        HostLog.ConnectionRefused(logger, remoteAddress, server, refusal.Text);
        if (!refusal.IsQuiet && Count(refusal) is var count and > 0)
        {
            HostLog.ConnectionsRefused(logger, server, count, refusal.Text);
        }
    }

    /// <summary>Returns how many there were since the last record, or 0 when it is too early for another.</summary>
    private int Count(Refusal refusal)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var isKnown = _silent.TryGetValue(refusal.Name, out var silent);
            if (isKnown && time.GetElapsedTime(silent.Since, now) < Pause)
            {
                _silent[refusal.Name] = (silent.Since, silent.Count + 1);
                return 0;
            }

            _silent[refusal.Name] = (now, 0);
            return silent.Count + 1;
        }
    }
}
