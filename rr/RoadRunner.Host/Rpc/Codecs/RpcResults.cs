namespace RoadRunner.Host.Rpc.Codecs;

/// <summary>The kinds of results that have no fields.</summary>
internal static class RpcResults
{
    /// <summary>Gets true or false.</summary>
    public static RpcResult<bool> Bool { get; } = new BoolResult();

    /// <summary>Gets a text.</summary>
    public static RpcResult<string> Text { get; } = new TextResult();

    /// <summary>Gets a list of texts; null where Go has none.</summary>
    public static RpcResult<IReadOnlyList<string>?> TextList { get; } = new TextListResult();

    /// <summary>Gets bytes: a base64 text in JSON, and as they are in RAW.</summary>
    public static RpcResult<ReadOnlyMemory<byte>> Bytes { get; } = new BytesResult();
}
