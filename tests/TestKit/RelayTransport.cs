namespace RoadRunner.TestKit;

/// <summary>What joins a <see cref="ScriptedServer"/> and the worker under test.</summary>
public enum RelayTransport
{
    /// <summary>Two pipes in memory, without an operating system in between.</summary>
    InMemory,

    /// <summary>Two anonymous pipes, as stdin and stdout of a worker are.</summary>
    Pipes,

    /// <summary>A pair of unix stream sockets.</summary>
    UnixSocket,

    /// <summary>A TCP connection on the loopback interface.</summary>
    Tcp,
}
