namespace RoadRunner.Host.Tcp;

/// <summary>Why a connection has ended.</summary>
/// <param name="Name">The short word it is counted by.</param>
/// <param name="Text">The reason in the log.</param>
internal sealed record ConnectionEnd(string Name, string Text)
{
    public static ConnectionEnd ByAnswer { get; } = new("answer", "closed by the answer");

    public static ConnectionEnd ByFailure { get; } = new("failure", "closed because its event failed");

    public static ConnectionEnd ByClient { get; } = new("client", "closed by the client");

    public static ConnectionEnd ByRpc { get; } = new("rpc", "closed by tcp.Close");

    public static ConnectionEnd TooLarge { get; } = new("max_message_size", "message too large");

    public static ConnectionEnd TooSmall { get; } = new("short_read", "too small payload was received from the connection. less than delimiter");

    public static ConnectionEnd Idle { get; } = new("idle_timeout", "silent for longer than idle_timeout");

    public static ConnectionEnd SlowMessage { get; } = new("read_timeout", "a message took longer than read_timeout");

    public static ConnectionEnd SlowReader { get; } = new("write_timeout", "the client did not accept its answer within write_timeout");

    public static ConnectionEnd Drained { get; } = new("stop", "the host is stopping");

    public static ConnectionEnd Aborted { get; } = new("abort", "aborted by the stopping host");

    public static ConnectionEnd HostError { get; } = new("error", "error of the host");

    /// <summary>The transport has failed.</summary>
    public static ConnectionEnd Broken(string reason) => new("broken", reason);
}
