using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.InProcess;

/// <summary>How an application serves itself.</summary>
public sealed class StandaloneOptions
{
    /// <summary>Gets what the configuration is made of.</summary>
    /// <value>
    /// Default: <c>.rr.yaml</c> in the current directory. Of it count <c>tcp.servers</c>, <c>rpc</c>, <c>kv</c>, <c>metrics</c>, <c>endure</c>
    /// and <c>host</c>; the commands and the pool mean nothing, and the application does the logging. A working directory is where relative
    /// paths of it start; the process stays where it is.
    /// </value>
    public ConfigurationSource Source { get; init; } = new();

    /// <summary>Gets a configuration that takes the place of <see cref="Source"/>.</summary>
    /// <value>Default: null, the source is read.</value>
    public RrConfiguration? Configuration { get; init; }

    /// <summary>Gets where a configuration that cannot be used, an address that is taken and the like are explained.</summary>
    /// <value>Default: stderr. Not closed.</value>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Gets what is called when the servers are open.</summary>
    /// <value>Default: null. <see cref="RoadRunnerHost.Servers"/> has the ports that the system has chosen.</value>
    public Action<RoadRunnerHost>? Started { get; init; }
}
