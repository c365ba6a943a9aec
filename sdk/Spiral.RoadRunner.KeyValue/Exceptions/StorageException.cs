using Spiral.Goridge.Rpc;

namespace Spiral.RoadRunner.KeyValue;

/// <summary>The server refused a call to a storage. The link is fine; a call with several items may have been carried out in part.</summary>
public sealed class StorageException : KeyValueException
{
    internal StorageException(string storage, RpcException cause)
        : this(storage, StorageErrors.Classify(cause.Text), cause)
    {
    }

    private StorageException(string storage, StorageError error, RpcException cause)
        : base(storage, StorageErrors.Describe(error, storage, cause.Method, cause.Text), cause)
    {
        Error = error;
        Method = cause.Method;
        ServerText = cause.Text;
    }

    /// <summary>Gets what the server complained about, as far as its text tells.</summary>
    public StorageError Error { get; }

    /// <summary>Gets the method that was called, such as <c>kv.Set</c>.</summary>
    public string Method { get; }

    /// <summary>Gets the text of the server as it came, line ends and tabs included.</summary>
    public string ServerText { get; }
}
