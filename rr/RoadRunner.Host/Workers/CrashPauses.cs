namespace RoadRunner.Host.Workers;

/// <summary>How long the replacement of a worker waits when one after the other dies right after its start. Safe to use from any thread.</summary>
/// <remarks>
/// A worker that dies before it has answered anything, within a second of its handshake, has died early. Two in a row may be bad luck and are
/// replaced at once; from the third on the pause is 1, 2, 4, … 30 s, until a worker dies that has done better.
/// </remarks>
internal sealed class CrashPauses
{
    private const int ReplacedAtOnce = 2;

    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private int _inARow;

    /// <summary>Takes note of the end of a worker.</summary>
    /// <param name="age">How long ago its handshake was.</param>
    /// <param name="hasAnswered">Whether it has answered an event.</param>
    /// <param name="inARow">How many have died early, this one included.</param>
    /// <returns>How long its replacement has to wait.</returns>
    public TimeSpan Next(TimeSpan age, bool hasAnswered, out int inARow)
    {
        lock (_gate)
        {
            inARow = _inARow = age < Early && !hasAnswered ? _inARow + 1 : 0;
            return inARow <= ReplacedAtOnce ? TimeSpan.Zero : RetryPause.Of(inARow - ReplacedAtOnce);
        }
    }
}
