using Spiral.RoadRunner.Rpc.Protobuf;
using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.Rpc;

/// <summary>Writes to the log of the server, logger <c>app</c>; needs the application logger plugin, which stock RoadRunner has.</summary>
/// <param name="caller">The link.</param>
/// <remarks>
/// Thread-safe. Every method throws what <see cref="IRpcCaller.CallAsync"/> throws. Records below the level in the server's <c>logs</c>
/// section are dropped there. For <c>Microsoft.Extensions.Logging</c> use <see cref="AppLoggerProvider"/>.
/// </remarks>
public sealed class AppLogClient(IRpcCaller caller)
{
    private static readonly ProtobufRpcCodec<LogEntry, LogResponse> ContextCodec = new(LogResponse.Parser);

    /// <summary>Writes an error.</summary>
    /// <param name="message">The text.</param>
    /// <param name="attributes">Fields beside the text; null for none.</param>
    /// <param name="cancellationToken">Gives the call up; the record may be written all the same.</param>
    public ValueTask ErrorAsync(string message, IEnumerable<KeyValuePair<string, string>>? attributes = null, CancellationToken cancellationToken = default) =>
        WriteAsync("app.Error", message, attributes, cancellationToken);

    /// <summary>Writes a warning.</summary>
    /// <inheritdoc cref="ErrorAsync"/>
    public ValueTask WarningAsync(string message, IEnumerable<KeyValuePair<string, string>>? attributes = null, CancellationToken cancellationToken = default) =>
        WriteAsync("app.Warning", message, attributes, cancellationToken);

    /// <summary>Writes an information.</summary>
    /// <inheritdoc cref="ErrorAsync"/>
    public ValueTask InfoAsync(string message, IEnumerable<KeyValuePair<string, string>>? attributes = null, CancellationToken cancellationToken = default) =>
        WriteAsync("app.Info", message, attributes, cancellationToken);

    /// <summary>Writes a record for debugging.</summary>
    /// <inheritdoc cref="ErrorAsync"/>
    public ValueTask DebugAsync(string message, IEnumerable<KeyValuePair<string, string>>? attributes = null, CancellationToken cancellationToken = default) =>
        WriteAsync("app.Debug", message, attributes, cancellationToken);

    /// <summary>Writes the text as it is to stderr of the server, past levels and formats.</summary>
    /// <param name="message">The text; the server adds no line end.</param>
    /// <param name="attributes">Written behind the text as <c>key:value,key:value</c>; Go RoadRunner before v3 cuts the last character of the last value.</param>
    /// <param name="cancellationToken">Gives the call up; the text may be written all the same.</param>
    public ValueTask LogAsync(string message, IEnumerable<KeyValuePair<string, string>>? attributes = null, CancellationToken cancellationToken = default) =>
        WriteAsync("app.Log", message, attributes, cancellationToken);

    internal async ValueTask WriteAsync(string method, LogEntry entry, CancellationToken cancellationToken) =>
        await caller.CallAsync(method + "WithContext", entry, ContextCodec, timeout: null, cancellationToken).ConfigureAwait(false);

    private async ValueTask WriteAsync(string method, string message, IEnumerable<KeyValuePair<string, string>>? attributes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (attributes is null)
        {
            await caller.CallAsync(method, message, RpcCodecs.TextToBoolean, timeout: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        var entry = new LogEntry { Message = message };
        entry.LogAttrs.AddRange(attributes.Select(static pair => new LogAttribute { Key = pair.Key, Value = pair.Value }));
        await WriteAsync(method, entry, cancellationToken).ConfigureAwait(false);
    }
}
