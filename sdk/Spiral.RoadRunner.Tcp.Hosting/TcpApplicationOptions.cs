namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Settings of an application, bound to the configuration section <c>Tcp</c> and checked at the start.</summary>
/// <remarks>From the environment: <c>Tcp__SlowHandler=00:00:02</c>.</remarks>
public sealed class TcpApplicationOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Tcp";

    /// <summary>Gets or sets what a client is told before its connection is closed when its event fails.</summary>
    /// <value>
    /// Default <c>Something went wrong</c> and CR LF; at most <see cref="TcpWorkerOptions.MaxErrorTextBytes"/> characters; empty closes
    /// without a word. The details never reach the client.
    /// </value>
    public string ErrorText { get; set; } = TcpWorkerOptions.DefaultErrorText;

    /// <summary>Gets or sets the largest message of a server that does not say otherwise, in bytes.</summary>
    /// <value>Default 1 MiB; from 1 byte to 64 MiB. A larger one fails with <see cref="TcpFramingException"/> and closes its connection.</value>
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how long an event may take before a warning names its connection.</summary>
    /// <value>Default 1 s; zero turns the warning off.</value>
    public TimeSpan SlowHandler { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the niceness of the process: how willingly it leaves the processor to others.</summary>
    /// <value>
    /// Default null: as the server has started it. From -20 to 19; on Windows there is none. What the system refuses, as lowering without the
    /// privilege, is a warning. An application inside another program leaves the process as it is.
    /// </value>
    public int? Nice { get; set; }

    /// <summary>Gets or sets how long a stop may take: the event in flight, timers, loops, sessions and the RPC link together.</summary>
    /// <value>Default 8 s; more than 0, at most 9.5 s, because the server kills after 10 s. Each part may take three quarters of what is left.</value>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(8);
}
