namespace Spiral.Goridge;

/// <summary>How the two ends of a relay are joined.</summary>
public enum RelayKind
{
    /// <summary>stdin and stdout of the worker process.</summary>
    Pipes,

    /// <summary>A TCP connection from the worker to the server.</summary>
    Tcp,

    /// <summary>A unix stream socket from the worker to the server.</summary>
    Unix,
}
