namespace RoadRunner.Host.Tcp;

/// <summary>Whether looking for something a moment, instead of sleeping until it comes, is worth it: ever more seldom while it does not come.</summary>
internal struct Eagerness
{
    private const ushort FirstPause = 2;
    private const ushort LongestPause = 8192;

    private ushort _pause;
    private ushort _left;

    /// <summary>Says whether to look this time.</summary>
    public bool IsDue()
    {
        if (_left == 0)
        {
            return true;
        }

        _left--;
        return false;
    }

    /// <summary>It came while it was looked for. The next miss costs half as many times as it would have.</summary>
    public void Came() => _pause /= 2;

    /// <summary>It did not come in time: that many of the next times are let pass, twice as many as after the last one.</summary>
    public void StayedAway()
    {
        _pause = _pause == 0 ? FirstPause : (ushort)Math.Min(_pause * 2, LongestPause);
        _left = _pause;
    }
}
