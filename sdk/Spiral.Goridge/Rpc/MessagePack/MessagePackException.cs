using System.Globalization;

namespace Spiral.Goridge.Rpc;

/// <summary>These bytes are not the MessagePack value that was expected. In a reply it is the cause of an <see cref="RpcBodyException"/>.</summary>
public sealed class MessagePackException : GoridgeException
{
    internal MessagePackException(MessagePackError error, int position, string rule, Exception? innerException = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{rule} at byte {position}."), innerException)
    {
        Error = error;
        Position = position;
    }

    /// <summary>Gets what is wrong.</summary>
    public MessagePackError Error { get; }

    /// <summary>Gets where the offending value starts, in bytes from the start of the body.</summary>
    public int Position { get; }
}
