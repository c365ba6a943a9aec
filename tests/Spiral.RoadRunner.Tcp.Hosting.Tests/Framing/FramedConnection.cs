using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Framing;

/// <summary>A connection whose leftover lies elsewhere and is fetched only when an event may complete a message.</summary>
internal sealed class FramedConnection(TcpFraming framing, long maxMessageBytes = 1 << 20)
{
    private readonly MessageReader _reader = new();
    private readonly ArrayBufferWriter<byte> _left = new();
    private MessageCarry _carry;
    private TcpFraming _framing = framing;

    /// <summary>Gets the messages in Latin-1, &lt;oversized N&gt; for one that was thrown away, and at last the error, if there was one.</summary>
    public List<string> Log { get; } = [];

    public string Left => Encoding.Latin1.GetString(_left.WrittenSpan);

    public bool IsDiscarding => _carry.IsDiscarding;

    /// <summary>Gets how many bytes of leftovers were fetched.</summary>
    public long FetchedBytes { get; private set; }

    public int LargestLeftover { get; private set; }

    public TcpFramingException? Error { get; private set; }

    /// <summary>Gets or sets what is asked after each message for the framing that follows; null leaves it.</summary>
    public Func<string, TcpFraming?> Next { get; set; } = static _ => null;

    /// <summary>Cuts events out of bytes.</summary>
    public static FramedConnection Of(TcpFraming framing, IEnumerable<ReadOnlyMemory<byte>> events, long maxMessageBytes = 1 << 20, Func<string, TcpFraming?>? next = null)
    {
        var connection = new FramedConnection(framing, maxMessageBytes);
        connection.Next = next ?? connection.Next;
        foreach (var body in events)
        {
            connection.Receive(new ReadOnlySequence<byte>(body));
        }

        return connection;
    }

    public void Receive(string body) => Receive(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(body)));

    public void Receive(in ReadOnlySequence<byte> body)
    {
        if (Error is not null)
            return;

        var left = _left.WrittenMemory;
        var known = new TcpLeftover(left.Length, left.Span[..Math.Min(left.Length, TcpLeftover.KnownBytes)], left.Span[Math.Max(0, left.Length - TcpLeftover.KnownBytes)..]);
        if (!MessageReader.MayComplete(_framing, maxMessageBytes, _carry, known, body))
        {
            Append(body);
            return;
        }

        FetchedBytes += left.Length;
        try
        {
            _reader.Begin(_framing, maxMessageBytes, _carry, new ReadOnlySequence<byte>(left), body);
            while (_reader.TryRead(out var message))
            {
                var text = message.IsOversized ? $"<oversized {message.OversizedBytes}>" : Encoding.Latin1.GetString(message.Bytes);
                Log.Add(text);
                _reader.Framing = Next(text) ?? _reader.Framing;
            }

            var remaining = _reader.Remaining.ToArray();
            _left.ResetWrittenCount();
            Append(new ReadOnlySequence<byte>(remaining));
            _carry = _reader.Carry;
            _framing = _reader.Framing;
        }
        catch (TcpFramingException error)
        {
            Error = error;
            Log.Add($"<{error.Error}>");
        }
        finally
        {
            _reader.End();
        }
    }

    private void Append(in ReadOnlySequence<byte> bytes)
    {
        foreach (var part in bytes)
        {
            _left.Write(part.Span);
        }

        LargestLeftover = Math.Max(LargestLeftover, _left.WrittenCount);
    }
}
