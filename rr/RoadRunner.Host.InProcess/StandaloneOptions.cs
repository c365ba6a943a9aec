using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.InProcess;

/// <summary>How an application serves itself.</summary>
public sealed class StandaloneOptions
{
    /// <summary>The file that is read when nobody names one: <c>.rr.yaml</c> in the current directory.</summary>
    public const string DefaultFile = ".rr.yaml";

    /// <summary>Gets the configuration file, absolute or relative to the current directory.</summary>
    /// <value>Default: <see cref="DefaultFile"/>. Of it count <c>tcp.servers</c>, <c>rpc</c>, <c>kv</c>, <c>metrics</c>, <c>endure</c> and <c>host</c>; the commands and the pool mean nothing, and the application does the logging.</value>
    public string File { get; init; } = DefaultFile;

    /// <summary>Gets a configuration that takes the place of <see cref="File"/>.</summary>
    /// <value>Default: null, the file is read.</value>
    public RrConfiguration? Configuration { get; init; }

    /// <summary>Gets what gives the value of an environment variable, or null, for <c>${NAME:-default}</c> in the file.</summary>
    /// <value>Default: the environment of the process.</value>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Gets where a configuration that cannot be used, an address that is taken and the like are explained.</summary>
    /// <value>Default: stderr. Not closed.</value>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Gets what is called when the servers are open.</summary>
    /// <value>Default: null. <see cref="RoadRunnerHost.Servers"/> has the ports that the system has chosen.</value>
    public Action<RoadRunnerHost>? Started { get; init; }
}
