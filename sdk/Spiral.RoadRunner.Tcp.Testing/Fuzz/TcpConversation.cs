using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a client says from its first byte to its last, without waiting for answers.</summary>
public sealed class TcpConversation
{
    /// <summary>Creates one of bytes.</summary>
    /// <param name="server">The server that the client connects to; null when there is only one.</param>
    /// <param name="bytes">Everything that the client sends, before it says that it sends no more; not empty.</param>
    public TcpConversation(string? server, ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bytes.Length, nameof(bytes));
        Server = server;
        Bytes = bytes;
    }

    /// <summary>Gets the server that the client connects to; null when there is only one.</summary>
    public string? Server { get; }

    /// <summary>Gets everything that the client sends.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Gets what is taken out of the answers because it differs from connection to connection, before <see cref="TranscriptRule.Default"/>.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyList<TranscriptRule> Rules { get; init; } = [];

    /// <summary>Creates one of lines.</summary>
    /// <param name="server">The server that the client connects to; null when there is only one.</param>
    /// <param name="lines">What the client sends, each followed by CR LF.</param>
    public static TcpConversation OfLines(string? server, params ReadOnlySpan<string> lines) =>
        new(server, Encoding.UTF8.GetBytes(string.Concat(string.Join("\r\n", lines), "\r\n")));

    /// <summary>Creates one of text.</summary>
    /// <param name="server">The server that the client connects to; null when there is only one.</param>
    /// <param name="text">Everything that the client sends, in UTF-8.</param>
    public static TcpConversation OfText(string? server, string text) => new(server, Encoding.UTF8.GetBytes(text));
}
