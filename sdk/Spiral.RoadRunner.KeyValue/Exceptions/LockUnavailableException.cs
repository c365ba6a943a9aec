using System.Globalization;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>A counter could not be changed under its lock.</summary>
public sealed class LockUnavailableException : KeyValueException
{
    private LockUnavailableException(string storage, string resource, bool isLost, bool isWritten, string message)
        : base(storage, message)
    {
        Resource = resource;
        IsLost = isLost;
        IsWritten = isWritten;
    }

    /// <summary>Gets the name of the lock.</summary>
    public string Resource { get; }

    /// <summary>
    /// Gets a value indicating whether we had the lock and lost it, because its time was over or the server has forgotten it. False: somebody
    /// else held it all the time.
    /// </summary>
    public bool IsLost { get; }

    /// <summary>
    /// Gets a value indicating whether the new value was written all the same. Then a change that somebody else made at that moment may be
    /// overwritten; false means that nothing was changed and trying again is safe.
    /// </summary>
    public bool IsWritten { get; }

    internal static LockUnavailableException Busy(string storage, string resource, TimeSpan wait) =>
        new(storage, resource, isLost: false, isWritten: false, string.Create(CultureInfo.InvariantCulture, $"The lock {resource} was held by others for {wait.TotalSeconds} s."));

    internal static LockUnavailableException Lost(string storage, string resource, bool isWritten) =>
        new(storage, resource, isLost: true, isWritten, $"The lock {resource} was lost before the counter was {(isWritten ? "safely " : "")}written.");
}
