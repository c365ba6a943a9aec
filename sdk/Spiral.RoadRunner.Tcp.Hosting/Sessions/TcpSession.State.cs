using System.Buffers;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <content>How the session gets from the store.</content>
public sealed partial class TcpSession
{
    /// <summary>The key of the typed session; no key of a user can be empty.</summary>
    private const string TypedKey = "";

    /// <summary>How much memory an object may keep that waits for its next event.</summary>
    private const int MostSpareBytes = 16 * 1024;

    private readonly List<KeyValuePair<string, ReadOnlyMemory<byte>>> _pieces = [];
    private readonly List<string> _garbage = [];
    private ArrayBufferWriter<byte> _buffer = new();
    private SessionSettings? _settings;
    private SessionRecord? _record;
    private SessionRecord? _spare;
    private TcpEvent _event;
    private string _uuid = "";
    private int _ended;
    private bool _isStored;
    private bool _isChanged;
    private object? _typed;
    private byte[] _untouched = [];

    internal TcpSession()
    {
    }

    internal bool IsEnabled => _settings is not null;

    internal bool IsForHandlers => _settings?.IsForHandlers == true;

    internal string ConnectionUuid => _uuid;

    internal ISessionStore Store => Settings.Store;

    internal SessionSettings Settings => _settings ?? throw new InvalidOperationException("The event has ended, or its server has no sessions.");

    internal SessionRecord Record => _record ?? throw new InvalidOperationException("The session has not been read.");

    internal void Begin(SessionSettings? settings, TcpEvent happened, string uuid)
    {
        _settings = settings;
        _event = happened;
        _uuid = uuid;
    }

    internal void End()
    {
        _ended++;
        _settings = null;

        // Where only the framing keeps something, most events leave nothing: their record serves the next one.
        _spare = _record is { IsEmpty: true, Revision: 0 } ? _record : null;
        _record = null;
        _typed = null;
        _untouched = [];
        _isStored = _isChanged = IsLate = false;
        _pieces.Clear();
        _garbage.Clear();
        if (_buffer.Capacity > MostSpareBytes)
        {
            _buffer = new ArrayBufferWriter<byte>();
        }
    }

    internal void Change() => _isChanged = true;

    /// <summary>Gets the one object that all messages of the event see.</summary>
    internal T Typed<T>()
        where T : class, new()
    {
        var type = SessionType.Find<T>(Settings);
        if (_typed is null)
        {
            if (Record.Items.TryGetValue(TypedKey, out var stored))
            {
                _typed = type.Read(stored) ?? new T();
            }
            else
            {
                // Nobody has changed a new object until it reads otherwise than this.
                var created = new T();
                var written = new ArrayBufferWriter<byte>();
                type.Write(written, created);
                _untouched = written.WrittenSpan.ToArray();
                _typed = created;
            }
        }

        return (T)_typed;
    }

    internal void SetTyped(object value) => _typed = value;

    internal void Discard(SpoolState spool)
    {
        for (var piece = 0; piece < spool.Pieces; piece++)
        {
            _garbage.Add(PieceKey(spool, piece));
        }

        _isChanged |= spool.Length > 0;
        spool.Clear();
    }

    /// <summary>Reads the pieces of a spool, some at a time.</summary>
    /// <exception cref="SessionLostException">One of them is not there any more.</exception>
    internal async ValueTask<IReadOnlyList<byte[]?>> ReadPiecesAsync(SpoolState spool, int first, int count, CancellationToken cancellationToken)
    {
        var keys = Enumerable.Range(first, count).Select(piece => PieceKey(spool, piece)).ToArray();
        var pieces = await Store.GetManyAsync(keys, cancellationToken).ConfigureAwait(false);
        var lost = pieces.ToList().IndexOf(null);
        return lost < 0
            ? pieces
            : throw new SessionLostException(_uuid, $"piece {first + lost} of {spool.Pieces} of {(spool.Name.Length == 0 ? "the leftover" : $"the spool {spool.Name}")} is gone");
    }

    /// <summary>Removes everything that is stored of the connection.</summary>
    internal async ValueTask RemoveAsync(CancellationToken cancellationToken)
    {
        if (_settings is null)
        {
            return;
        }

        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLostException)
        {
            // What cannot be read says nothing of its pieces: they stay until their time is over.
            Settings.Clock.Forget(_uuid);
            await Store.DeleteAsync([RecordKey], cancellationToken).ConfigureAwait(false);
            throw;
        }

        Settings.Clock.Forget(_uuid);
        Discard(Record.Leftover);
        foreach (var spool in Record.Spools.Values)
        {
            Discard(spool);
        }

        if (_isStored || _garbage.Count > 0)
        {
            _garbage.Add(RecordKey);
            await Store.DeleteAsync(_garbage, cancellationToken).ConfigureAwait(false);
        }
    }

    private string RecordKey => Settings.Options.KeyPrefix + _uuid;

    private string PieceKey(SpoolState spool, int piece) => $"{RecordKey}:{spool.Name}:{spool.Generation}.{piece}";

    private long Now => Settings.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var ended = _ended;
        var stored = _event == TcpEvent.Connected ? null : await Store.GetAsync(RecordKey, cancellationToken).ConfigureAwait(false);
        if (ended != _ended)
        {
            // By now the object may belong to an event of another client.
            throw new InvalidOperationException("The event ended before its session had been read; a handler has to wait for what it asks the session.");
        }

        if (_record is not null)
        {
            // It was asked for twice at once, and may have changed since it came.
            return;
        }

        if (stored is null)
        {
            _record = _spare ?? new SessionRecord();
            _record.RenewedAt = Now;
            IsLate = Settings.IsForHandlers && _event != TcpEvent.Connected;
            return;
        }

        try
        {
            _record = SessionCodec.Read(stored);
        }
        catch (FormatException damaged)
        {
            throw new SessionLostException(_uuid, damaged.Message);
        }

        _isStored = true;
        Settings.Clock.Note(_uuid, _record.RenewedAt);
    }
}
