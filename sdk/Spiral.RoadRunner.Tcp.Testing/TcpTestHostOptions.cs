using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RoadRunner.Host.Configuration;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>How an application is tested.</summary>
public sealed class TcpTestHostOptions
{
    /// <summary>Gets or sets how many instances of the application share the events, each with services of its own.</summary>
    /// <value>Default 2, so that what one instance keeps to itself is missed in the other; 1 to 64. A ready application is always one.</value>
    public int Workers { get; set; } = 2;

    /// <summary>Gets the servers that differ from their defaults: delimiter CR LF; raw where the framing of the application needs it.</summary>
    public TcpTestServers Servers { get; } = [];

    /// <summary>Gets the storages of <c>kv</c>; those that the application adds itself need not be named, unless it is handed in ready made.</summary>
    public ISet<string> Storages { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gets or sets what is done with the builder of each instance, before the application adds its own.</summary>
    /// <value>Default: nothing.</value>
    public Action<TcpApplicationBuilder>? Configure { get; set; }

    /// <summary>Gets or sets what is done with the services of each instance, after the application has added its own: what is registered here wins.</summary>
    /// <value>Default: nothing.</value>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>Gets or sets what is done with the configuration of the host; gets the one that was made of these options.</summary>
    /// <value>Default: nothing.</value>
    public Func<RrConfiguration, RrConfiguration>? ConfigureHost { get; set; }

    /// <summary>Gets or sets the clock of the application, its timers, sessions and storages.</summary>
    /// <value>Default: one that stands still until <see cref="TcpTestHost.AdvanceAsync"/> moves it.</value>
    public ManualTimeProvider Time { get; set; } = new();

    /// <summary>Gets or sets how long, by the real clock, an event may hold up a client that waits, before the test is given up.</summary>
    /// <value>Default 10 s. What can be told without waiting is told at once; this is for handlers that never end.</value>
    public TimeSpan HandlerLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long an event may take, by the real clock or that of the test, before it breaks a rule.</summary>
    /// <value>Default 5 s; zero allows any time.</value>
    public TimeSpan SlowHandler { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets whether the end of the host fails the test when a rule was broken.</summary>
    /// <value>Default true. <see cref="TcpTestHost.Violations"/> lists them in any case.</value>
    public bool ChecksRules { get; set; } = true;

    /// <summary>Gets the static fields that may change while events are handled, as <c>Type.Field</c> with the full name of the type: caches whose loss nobody notices.</summary>
    public ISet<string> AllowedStatics { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the least severe records that are kept in <see cref="TcpTestHost.Log"/>.</summary>
    /// <value>Default: information.</value>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>Gets or sets what gets each line of the log as it is written, such as the output of a test framework. Called from any thread.</summary>
    /// <value>Default: nothing.</value>
    public Action<string>? Output { get; set; }
}
