using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace RoadRunner.Host.Tests.InProcess;

/// <summary>Writes down every event, and answers as the test says or else sends the body back.</summary>
internal sealed class ScriptedExecutor : IEventExecutor
{
    private readonly ConcurrentQueue<SeenEvent> _seen = new();

    /// <summary>Gets or sets what is done with an event; null for the echo.</summary>
    public Func<ConnectionEvent, string, IBufferWriter<byte>, CancellationToken, ValueTask<EventAnswer>>? Script { get; set; }

    /// <summary>Gets the events so far, those of one connection in their order.</summary>
    public IReadOnlyList<SeenEvent> Seen => [.. _seen];

    /// <summary>Gets the events so far as <c>Kind body</c>.</summary>
    public IEnumerable<string> Texts => Seen.Select(static seen => $"{seen.Kind} {seen.Body}".TrimEnd(' '));

    public ValueTask<EventAnswer> ExecuteAsync(ConnectionEvent connectionEvent, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var body = Encoding.Latin1.GetString(connectionEvent.Body);
        var shown = body.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        _seen.Enqueue(new SeenEvent(connectionEvent.Kind, connectionEvent.ServerName, connectionEvent.ConnectionUuid, connectionEvent.RemoteAddress, shown));
        if (Script is { } script)
        {
            return script(connectionEvent, body, output, cancellationToken);
        }

        Write(output, body);
        return ValueTask.FromResult(connectionEvent.Kind == ConnectionEventKind.Data ? EventAnswer.Respond : EventAnswer.Read);
    }

    public static void Write(IBufferWriter<byte> output, string text) => output.Write(Encoding.Latin1.GetBytes(text));
}
