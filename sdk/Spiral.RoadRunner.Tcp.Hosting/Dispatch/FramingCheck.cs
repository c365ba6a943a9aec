namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Refuses framings that cannot work behind a delimiter, where the server cuts by one.</summary>
internal static class FramingCheck
{
    /// <exception cref="InvalidOperationException">The server cuts by a delimiter, or nobody knows; the message names the key to set.</exception>
    public static void ThrowIfRefused(TcpServerRuntime server, TcpFraming framing)
    {
        if (!framing.NeedsRaw || server.Facts is { CutsByDelimiter: false })
        {
            return;
        }

        var reason = server.Facts is { } facts
            ? $"the server cuts by a delimiter ({facts.Origin})"
            : "nobody could say how the server cuts: the worker has no connection to its RPC port (section rpc)";
        throw new InvalidOperationException(
            $"The framing '{framing}' of the server {server.Name} cannot work behind a delimiter, and {reason}. It needs host.servers.{server.Name}.framing: raw in .rr.yaml, which only the embedded host has.");
    }
}
