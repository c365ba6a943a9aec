namespace Spiral.RoadRunner.Rpc;

/// <summary>When a link tries again. The delay before attempt n is InitialDelay × Multiplier^(n-1), at most MaxDelay: 1, 2, 4 … 60 s.</summary>
/// <remarks>Immutable; a value out of its range is refused when it is set. The count starts again at 1 after every recovery.</remarks>
public sealed record RpcRetryOptions
{
    /// <summary>Gets a value indicating whether a lost or failed connection is tried again. Without it the first loss is the end.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>Gets the delay before the first attempt.</summary>
    /// <value>Default 1 s; above zero and at most a day.</value>
    public TimeSpan InitialDelay
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(InitialDelay));
    } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the factor from one delay to the next.</summary>
    /// <value>Default 2; from 1 to 100.</value>
    public double Multiplier
    {
        get;
        init => field = RpcLinkLimits.ValidFactor(value, 1, 100, nameof(Multiplier));
    } = 2;

    /// <summary>Gets the longest delay.</summary>
    /// <value>Default 60 s; above zero, at most a day, not below <see cref="InitialDelay"/>.</value>
    public TimeSpan MaxDelay
    {
        get;
        init => field = RpcLinkLimits.ValidDuration(value, nameof(MaxDelay));
    } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many attempts may fail in a row before the link gives up; the very first one does not count.</summary>
    /// <value>Default 0: no limit. At least 0.</value>
    public int MaxAttempts
    {
        get;
        init => field = RpcLinkLimits.ValidNumber(value, 0, int.MaxValue, nameof(MaxAttempts));
    }

    internal TimeSpan GetDelay(int attempt)
    {
        // A power beyond the range of a double is infinite, and so the limit.
        var milliseconds = InitialDelay.TotalMilliseconds * Math.Pow(Multiplier, attempt - 1);
        return milliseconds < MaxDelay.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : MaxDelay;
    }
}
