namespace RoadRunner.Host.Workers;

/// <summary>Notices that events come faster than the workers of a pool take them, and that both are fast.</summary>
/// <remarks>Not thread-safe: the gate of the pool guards it.</remarks>
/// <param name="time">The clock.</param>
internal struct PoolPressure(TimeProvider time)
{
    /// <summary>How many events are looked at together.</summary>
    public const int Window = 256;

    // It begins with three of four events that have to wait, and ends when less than half of them do.
    private const int WaitingToBegin = Window * 3 / 4;
    private const int WaitingToGoOn = Window / 2;

    /// <summary>What so many events take at most. Where they take longer, changes of threads are not what costs time.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private int _events;
    private int _waiting;
    private long _began;

    /// <summary>Gets a value indicating whether the pool is under pressure.</summary>
    public bool IsHigh { get; private set; }

    private readonly bool IsOverdue => time.GetElapsedTime(_began) > Longest;

    /// <summary>Notes an event.</summary>
    /// <param name="waits">Whether it has to wait for a worker.</param>
    /// <returns>Whether <see cref="IsHigh"/> has changed.</returns>
    public bool Note(bool waits)
    {
        _events++;
        _waiting += waits ? 1 : 0;
        return _events == Window && Decide(!IsOverdue && _waiting >= (IsHigh ? WaitingToGoOn : WaitingToBegin));
    }

    /// <summary>Ends the pressure when the events of a window have not come in time; to be called now and then while it is high.</summary>
    /// <returns>Whether <see cref="IsHigh"/> has changed.</returns>
    public bool EndIfOverdue() => IsHigh && IsOverdue && Decide(isHigh: false);

    /// <summary>Ends the pressure.</summary>
    public void End() => Decide(isHigh: false);

    private bool Decide(bool isHigh)
    {
        var hasChanged = isHigh != IsHigh;
        IsHigh = isHigh;
        _events = _waiting = 0;
        _began = time.GetTimestamp();
        return hasChanged;
    }
}
