namespace RoadRunner.Host.KeyValue;

/// <summary>A key-value call failed; the storage stays usable.</summary>
/// <remarks>
/// RoadRunner nests its errors, and clients compare the whole text: the RPC method puts its own name in front, and how it is joined
/// to the rest depends on the error. So the rest is kept with its joint, and <see cref="ReplyText"/> adds the name.
/// </remarks>
internal sealed class KeyValueException : Exception
{
    // roadrunner-server/errors: an error of an operation inside another stands on a line of its own.
    private const string NextOperation = ":\n\t";

    private readonly string _rest;

    private KeyValueException(KeyValueFault fault, string message, string rest, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
        _rest = rest;
    }

    /// <summary>Gets what kind of error it is.</summary>
    public KeyValueFault Fault { get; }

    /// <summary>Makes the error of a name that no storage has.</summary>
    public static KeyValueException NoSuchStorage(string name) => Plain(KeyValueFault.UnknownStorage, $"no such storage: {name}");

    /// <summary>Makes the error of a call without a storage name.</summary>
    public static KeyValueException NoStorageProvided() => Plain(KeyValueFault.UnknownStorage, "no storage provided");

    /// <summary>Makes the error of a blank key.</summary>
    /// <param name="operation">The operation of the driver: <c>in_memory_plugin_has</c>.</param>
    public static KeyValueException BlankKey(string operation)
    {
        // The kind of an inner error moves to the outermost operation, so it stands before the inner one.
        const string kind = "key can't be empty string";
        return new KeyValueException(KeyValueFault.BlankKey, kind, $": {kind}{NextOperation}{operation}");
    }

    /// <summary>Makes an error that RoadRunner's driver marks with its operation.</summary>
    public static KeyValueException Nested(KeyValueFault fault, string operation, string message) =>
        new(fault, message, $"{NextOperation}{operation}: {message}");

    /// <summary>Makes an error that RoadRunner's driver hands on as it is.</summary>
    public static KeyValueException Plain(KeyValueFault fault, string message, Exception? inner = null) => new(fault, message, $": {message}", inner);

    /// <summary>Returns the text of the error reply.</summary>
    /// <param name="operation">
    /// The operation of the RPC method: <c>rpc_has</c>, <c>rpc_set</c>, <c>rpc_mget</c>, <c>rpc_mexpire</c>, <c>rpc_ttl</c>, and
    /// <c>rcp_delete</c> (sic) for both Delete and Clear.
    /// </param>
    public string ReplyText(string operation) => operation + _rest;
}
