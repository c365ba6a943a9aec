using System.Buffers;
using RoadRunner.Host;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>One event as far as a message has room for it.</summary>
internal sealed class EventEntry
{
    private const int KeptBytes = 64;

    private readonly byte[] _body = new byte[KeptBytes];
    private readonly byte[] _output = new byte[KeptBytes];
    private ConnectionEventKind _kind;
    private long _bodyLength;
    private int _outputLength;

    /// <summary>Gets or sets the number of the worker, from 1; 0 while the event waits for one.</summary>
    public int Worker { get; set; }

    /// <summary>Gets the answer; null while the event is under way.</summary>
    public TcpResponse? Response { get; private set; }

    public void Begin(ConnectionEventKind kind, in ReadOnlySequence<byte> body)
    {
        _kind = kind;
        Worker = 0;
        Response = null;
        _bodyLength = body.Length;
        body.Slice(0, Math.Min(body.Length, KeptBytes)).CopyTo(_body);
    }

    public void End(TcpResponse response, ReadOnlySpan<byte> output)
    {
        Response = response;
        _outputLength = output.Length;
        output[..Math.Min(output.Length, KeptBytes)].CopyTo(_output);
    }

    public string Describe(string handler)
    {
        var method = _kind switch
        {
            ConnectionEventKind.Connected => nameof(Hosting.TcpService.OnConnected),
            ConnectionEventKind.Data => nameof(Hosting.TcpService.OnData),
            _ => nameof(Hosting.TcpService.OnClosed),
        };
        var body = _kind == ConnectionEventKind.Data ? $" {Visible.Text(_body.AsSpan(0, (int)Math.Min(_bodyLength, KeptBytes)), _bodyLength)}" : "";
        var worker = Worker == 0 ? "waits for a free worker" : $"worker {Worker}";
        return $"{_kind}{body} -> {worker}: {method} of {handler} {Answer()}";
    }

    private string Answer() => Response switch
    {
        null => "has not ended",
        _ when _kind == ConnectionEventKind.Close => "ended",
        TcpResponse.Read => "answered Read, which keeps the connection and writes nothing",
        TcpResponse.Close => "answered Close, which writes nothing",
        { } response => $"answered {response} {Visible.Text(_output.AsSpan(0, Math.Min(_outputLength, KeptBytes)), _outputLength)}",
    };
}
