using System.Text.Json;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Reads one line of a capture file. Fields that it does not know are skipped: later versions may add some.</summary>
internal ref struct CaptureLineReader
{
    private readonly string _path;
    private readonly int _line;
    private Utf8JsonReader _json;
    private string? _time;
    private string? _server;
    private string? _uuid;
    private string? _remote;
    private string? _event;
    private string? _answer;
    private DateTimeOffset _at;
    private TcpEvent _happened;
    private TcpResponse _response;
    private byte[] _body;
    private byte[] _reply;
    private long? _version;
    private long _sequence;
    private long _processId;
    private long _micros;
    private bool _isBodyTruncated;
    private bool _isReplyTruncated;

    private CaptureLineReader(ReadOnlySpan<byte> bytes, string path, int line)
    {
        (_path, _line, _body, _reply) = (path, line, [], []);
        _json = new Utf8JsonReader(bytes);
    }

    /// <exception cref="CaptureFormatException">It is no record.</exception>
    public static CaptureRecord Read(ReadOnlySpan<byte> bytes, string path, int line)
    {
        var reader = new CaptureLineReader(bytes, path, line);
        try
        {
            return reader.Read();
        }
        catch (JsonException exception)
        {
            throw new CaptureFormatException(path, line, (int)(exception.BytePositionInLine ?? 0) + 1, "it is no JSON, or cut off", exception);
        }
        catch (InvalidOperationException exception)
        {
            // The JSON is right, but its text is half a character.
            throw new CaptureFormatException(path, line, (int)reader._json.TokenStartIndex + 1, "it is no text of UTF-8", exception);
        }
    }

    private CaptureRecord Read()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong("a record is a JSON object");
        }

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(_json.GetString()!);
        }

        // What stands behind the object would be an error of the reader.
        _json.Read();
        return new CaptureRecord
        {
            Sequence = _version is null ? throw Missing(CaptureField.Version) : _sequence,
            ProcessId = (int)_processId,
            Time = _time is null ? throw Missing(CaptureField.Time) : _at,
            Event = _event is null ? throw Missing(CaptureField.Event) : _happened,
            Server = _server ?? throw Missing(CaptureField.Server),
            ConnectionUuid = _uuid ?? throw Missing(CaptureField.ConnectionUuid),
            RemoteAddress = _remote ?? "",
            Body = _body,
            IsBodyTruncated = _isBodyTruncated,
            Answer = _answer is null ? throw Missing(CaptureField.Answer) : _response,
            Reply = _reply,
            IsReplyTruncated = _isReplyTruncated,
            Duration = TimeSpan.FromMicroseconds(_micros),
        };
    }

    private void ReadField(string name)
    {
        _json.Read();
        switch (name)
        {
            case CaptureField.Version:
                _version = Number(name, CaptureRecord.FormatVersion, CaptureRecord.FormatVersion);
                break;
            case CaptureField.Sequence:
                _sequence = Number(name, 0, long.MaxValue);
                break;
            case CaptureField.ProcessId:
                _processId = Number(name, 0, int.MaxValue);
                break;
            case CaptureField.Time:
                _time = Text(name);
                _at = _json.TryGetDateTimeOffset(out var at) ? at : throw Wrong($"{name} is \"{_time}\", which is no time");
                break;
            case CaptureField.Event:
                _event = Text(name);
                _happened = Member<TcpEvent>(name, _event);
                break;
            case CaptureField.Answer:
                _answer = Text(name);
                _response = Member<TcpResponse>(name, _answer);
                break;
            case CaptureField.Server:
                _server = Text(name);
                break;
            case CaptureField.ConnectionUuid:
                _uuid = Text(name);
                break;
            case CaptureField.RemoteAddress:
                _remote = Text(name);
                break;
            case CaptureField.Body:
                _body = Bytes(name);
                break;
            case CaptureField.Reply:
                _reply = Bytes(name);
                break;
            case CaptureField.IsBodyTruncated:
                _isBodyTruncated = Flag(name);
                break;
            case CaptureField.IsReplyTruncated:
                _isReplyTruncated = Flag(name);
                break;
            case CaptureField.Micros:
                _micros = Number(name, 0, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            default:
                _json.Skip();
                break;
        }
    }

    private readonly string Text(string name) =>
        _json.TokenType == JsonTokenType.String ? _json.GetString()! : throw Wrong($"{name} has to be a text");

    private readonly bool Flag(string name) => _json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Wrong($"{name} has to be true or false"),
    };

    private readonly byte[] Bytes(string name) => _json.TokenType == JsonTokenType.String && _json.TryGetBytesFromBase64(out var bytes)
        ? bytes
        : throw Wrong($"{name} has to be bytes in base64");

    private readonly long Number(string name, long least, long most) =>
        _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(least == most ? $"{name} has to be {least}: this is another version of the format" : $"{name} has to be a number from {least} to {most}");

    private readonly T Member<T>(string name, string text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: false, out var member) && member.ToString() == text
            ? member
            : throw Wrong($"{name} is \"{text}\", it has to be one of {string.Join(", ", Enum.GetNames<T>())}");

    private readonly CaptureFormatException Missing(string name) => Wrong($"the field {name} is missing");

    private readonly CaptureFormatException Wrong(string reason) => new(_path, _line, (int)_json.TokenStartIndex + 1, reason);
}
