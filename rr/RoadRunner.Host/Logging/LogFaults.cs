namespace RoadRunner.Host.Logging;

/// <summary>Says what is wrong with a place of the log: once, until it works again, and not more often than once a minute. Safe to use from any thread.</summary>
/// <param name="say">Where it is said.</param>
/// <param name="time">The clock.</param>
internal sealed class LogFaults(Action<string> say, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private bool _isKnown;
    private long? _last;

    /// <summary>Says it, unless it was said already.</summary>
    public void Report(string fault)
    {
        lock (_gate)
        {
            if (_isKnown || (_last is { } last && time.GetElapsedTime(last) < Pause))
            {
                return;
            }

            (_isKnown, _last) = (true, time.GetTimestamp());
        }

        say(fault);
    }

    /// <summary>Says what is said only once anyway.</summary>
    public void Say(string fault) => say(fault);

    /// <summary>Notes that the place works again.</summary>
    public void Recovered()
    {
        lock (_gate)
        {
            _isKnown = false;
        }
    }
}
