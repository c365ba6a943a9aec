using System.Buffers;
using System.Runtime.CompilerServices;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Bytes of a connection that only grow at their end, kept beside the session: adding costs the store no more than what is added.</summary>
/// <remarks>
/// What was added is stored with the session, before the answer goes out; the pieces live for <see cref="TcpSessionOptions.SpoolTimeToLive"/>
/// after they were written, and go with the session. Belongs to its event; not safe for several threads at once.
/// </remarks>
public sealed class TcpSpool
{
    internal const int PiecesAtOnce = 64;

    private readonly TcpSession _session;

    internal TcpSpool(TcpSession session, string name)
    {
        _session = session;
        Name = name;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Returns how many bytes there are.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<long> GetLengthAsync(CancellationToken cancellationToken = default)
    {
        await _session.LoadAsync(cancellationToken).ConfigureAwait(false);
        return _session.Record.Spools.TryGetValue(Name, out var spool) ? spool.Length : 0;
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <param name="bytes">Copied before the task ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken = default)
    {
        await _session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!_session.Record.Spools.TryGetValue(Name, out var spool))
        {
            spool = _session.Record.Spools[Name] = new SpoolState(Name);
        }

        spool.Append(bytes);
        _session.Change();
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <param name="bytes">Copied before the task ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        AppendAsync(new ReadOnlySequence<byte>(bytes), cancellationToken);

    /// <summary>Reads the bytes from the first to the last, some pieces at a time.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionLostException">A piece is not there any more.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await _session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!_session.Record.Spools.TryGetValue(Name, out var spool))
        {
            yield break;
        }

        for (var first = 0; first < spool.Pieces; first += PiecesAtOnce)
        {
            var count = Math.Min(PiecesAtOnce, spool.Pieces - first);
            foreach (var piece in await _session.ReadPiecesAsync(spool, first, count, cancellationToken).ConfigureAwait(false))
            {
                yield return piece;
            }
        }

        if (!spool.Tail.IsEmpty)
        {
            yield return spool.Tail;
        }
    }

    /// <summary>Copies the bytes to a stream, from the first to the last.</summary>
    /// <param name="destination">Gets them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SessionLostException">A piece is not there any more.</exception>
    public async ValueTask CopyToAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await foreach (var bytes in ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets all bytes.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        await _session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (_session.Record.Spools.TryGetValue(Name, out var spool))
        {
            _session.Discard(spool);
        }
    }
}
