using System.Collections.ObjectModel;

namespace RoadRunner.Host.Configuration;

/// <summary>The section <c>server.on_init</c>: a program that runs once, before the first worker starts.</summary>
/// <param name="Command">Program and arguments; not empty.</param>
public sealed record OnInitConfiguration(IReadOnlyList<string> Command)
{
    /// <summary>Gets how long it may run before it is killed with its children, <c>exec_timeout</c>.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan ExecTimeout { get; init; } = ConfigurationDefaults.ExecTimeout;

    /// <summary>Gets what <c>env</c> adds to the environment of the host.</summary>
    /// <value>Names in upper case, values expanded. Default: nothing; there are no variables of RoadRunner.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the user that it runs as, <c>user</c>.</summary>
    /// <value>Default: null, the user of the host. Another one needs a host that runs as root; no effect on Windows.</value>
    public string? User { get; init; }

    /// <summary>Gets whether the host does not start when the program fails, <c>exit_on_error</c>.</summary>
    /// <value>Default: false, the failure is logged.</value>
    public bool ExitOnError { get; init; }
}
