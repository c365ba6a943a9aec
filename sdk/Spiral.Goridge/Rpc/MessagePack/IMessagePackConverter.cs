namespace Spiral.Goridge.Rpc;

/// <summary>Writes and reads one type as one MessagePack value.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <remarks>
/// Implementations are thread-safe. A struct of the Go server is a map whose keys are the names of the Go fields (<c>Pid</c>,
/// <c>NumExecs</c>, …): read each key with <see cref="MessagePackReader.ReadUtf8"/> and skip what you do not know.
/// </remarks>
public interface IMessagePackConverter<T>
{
    /// <summary>Writes exactly one value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    public void Write(MessagePackWriter writer, T value);

    /// <summary>Reads exactly one value.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="MessagePackException">There is something else.</exception>
    public T Read(ref MessagePackReader reader);
}
