namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of sessions, bound to the configuration section <c>Tcp:Sessions</c> and checked at the start.</summary>
public sealed class TcpSessionOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = TcpApplicationOptions.Section + ":Sessions";

    /// <summary>Gets or sets how long a session is kept after it was written.</summary>
    /// <value>
    /// Default 24 h; from 4 s to 365 days. An event renews it when half of it has passed, so it has to be twice as long as the longest silence of a
    /// client: what comes later may find its session gone.
    /// </value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Gets or sets how long a piece of a spool is kept after it was written.</summary>
    /// <value>Default 1 h; from 4 s to 365 days. Longer than a client takes to send a whole body.</value>
    public TimeSpan SpoolTimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets what the keys of this application begin with, for storages that others use too.</summary>
    /// <value>Default <c>rr:tcp:</c>; up to 64 ASCII characters without white space, brackets and braces.</value>
    public string KeyPrefix { get; set; } = "rr:tcp:";

    /// <summary>Gets or sets a value indicating whether a session in a shared store is read again before it is written, to find out that somebody else has written it.</summary>
    /// <value>
    /// Default true: one read for each change, and <see cref="SessionConflictException"/> when there was somebody. Best effort: nothing
    /// keeps another worker from writing between the two. The events of a connection come one after the other, so it takes a handler that
    /// was given up, by <c>exec_ttl</c> for one, and went on all the same.
    /// </value>
    public bool ChecksVersion { get; set; } = true;
}
