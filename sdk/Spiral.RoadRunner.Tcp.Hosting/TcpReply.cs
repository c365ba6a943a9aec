using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The answer of a handler: what to write to the client and whether to keep the connection.</summary>
/// <remarks>
/// <para>
/// A value. The default, also of <c>default(TcpReply)</c>, is <see cref="Read"/>: write nothing, keep the connection; closing is
/// always written out. The four answers have the names of <see cref="TcpResponse"/>.
/// </para>
/// <para>When one event brings several messages, their answers go out together and in order; a closing one drops the messages behind it.</para>
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly struct TcpReply
{
    private readonly string? _text;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly TcpReplyFlags _flags;

    private TcpReply(string? text, ReadOnlyMemory<byte> bytes, TcpReplyFlags flags)
    {
        _text = text;
        _bytes = bytes;
        _flags = flags;
    }

    /// <summary>Gets the answer that writes nothing and keeps the connection: the default.</summary>
    public static TcpReply Read => default;

    /// <summary>Gets the answer that closes the connection without another word; what earlier messages of the same event were answered still goes out.</summary>
    public static TcpReply Close => new(text: null, bytes: default, TcpReplyFlags.Closes);

    /// <summary>Gets what a handler answers that leaves the message to the next one, see <see cref="TcpServerBuilder.Handle(TcpHandler)"/>.</summary>
    public static TcpReply Next => new(text: null, bytes: default, TcpReplyFlags.LeavesToNext);

    /// <summary>Gets a value indicating whether the connection ends with this answer.</summary>
    public bool Closes => (_flags & TcpReplyFlags.Closes) != TcpReplyFlags.None;

    /// <summary>Gets a value indicating whether the message was handled; false only for <see cref="Next"/>.</summary>
    public bool IsHandled => (_flags & TcpReplyFlags.LeavesToNext) == TcpReplyFlags.None;

    /// <summary>Gets a value indicating whether there are bytes to write.</summary>
    public bool Writes => _text is { Length: > 0 } || !_bytes.IsEmpty;

    /// <summary>Gets how the answer reads on the wire, taken by itself.</summary>
    public TcpResponse Response => (Writes, Closes) switch
    {
        (true, true) => TcpResponse.RespondClose,
        (true, false) => TcpResponse.Respond,
        (false, true) => TcpResponse.Close,
        (false, false) => TcpResponse.Read,
    };

    /// <summary>Writes text and keeps the connection.</summary>
    /// <param name="text">Sent as UTF-8, as it is: no line end is added.</param>
    public static TcpReply Respond(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TcpReply(text, bytes: default, TcpReplyFlags.None);
    }

    /// <summary>Writes bytes and keeps the connection.</summary>
    /// <param name="bytes">Sent as they are. Borrowed until the event has been answered; they are copied once, when the handler's task has ended.</param>
    public static TcpReply Respond(ReadOnlyMemory<byte> bytes) => new(text: null, bytes, TcpReplyFlags.None);

    /// <inheritdoc cref="Respond(ReadOnlyMemory{byte})"/>
    public static TcpReply Respond(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new TcpReply(text: null, bytes, TcpReplyFlags.None);
    }

    /// <summary>Writes text and closes the connection.</summary>
    /// <param name="text">Sent as UTF-8, as it is: no line end is added.</param>
    public static TcpReply RespondClose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TcpReply(text, bytes: default, TcpReplyFlags.Closes);
    }

    /// <summary>Writes bytes and closes the connection.</summary>
    /// <param name="bytes">Sent as they are. Borrowed until the event has been answered; they are copied once, when the handler's task has ended.</param>
    public static TcpReply RespondClose(ReadOnlyMemory<byte> bytes) => new(text: null, bytes, TcpReplyFlags.Closes);

    /// <inheritdoc cref="RespondClose(ReadOnlyMemory{byte})"/>
    public static TcpReply RespondClose(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new TcpReply(text: null, bytes, TcpReplyFlags.Closes);
    }

    /// <summary>Makes a task of the answer, so that a handler without anything to await can return it as it is.</summary>
    public ValueTask<TcpReply> ToValueTask() => new(this);

    /// <summary>Makes a task of the answer, so that a handler without anything to await can return it as it is.</summary>
    /// <param name="reply">The answer.</param>
    public static implicit operator ValueTask<TcpReply>(TcpReply reply) => new(reply);

    /// <summary>Returns the same answer, closing the connection.</summary>
    public TcpReply ThenClose() => new(_text, _bytes, TcpReplyFlags.Closes);

    /// <summary>Writes the bytes of the answer.</summary>
    /// <param name="output">Gets them.</param>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_text is not null)
        {
            Encoding.UTF8.GetBytes(_text, output);
        }
        else if (!_bytes.IsEmpty)
        {
            output.Write(_bytes.Span);
        }
    }

    /// <summary>Returns the bytes of the answer as text, for logs and tests.</summary>
    public override string ToString() =>
        $"{(IsHandled ? Response.ToString() : nameof(Next))}{(Writes ? " " + (_text ?? Encoding.UTF8.GetString(_bytes.Span)) : "")}";
}
