
namespace Spiral.RoadRunner.Tcp.Hosting;

/// <content>How the session gets to the store.</content>
public sealed partial class TcpSession
{
    /// <summary>Writes what has changed, or what is getting old. To be called before the answer goes out.</summary>
    /// <exception cref="SessionConflictException">Somebody else has written it.</exception>
    internal async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        if (_settings is null || (_record is null && !await MustBeRenewedAsync(cancellationToken).ConfigureAwait(false)) || IsLate)
        {
            return;
        }

        if (_typed is not null)
        {
            WriteTyped();
        }

        if (_isChanged || (_isStored && IsOld(Record.RenewedAt)))
        {
            await WriteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a session that nobody has asked for when its lifetime may be half over; a new one is made at Connected.</summary>
    private async ValueTask<bool> MustBeRenewedAsync(CancellationToken cancellationToken)
    {
        if (!Settings.IsForHandlers || (_event != TcpEvent.Connected && Settings.Clock.Find(_uuid) is { } renewedAt && !IsOld(renewedAt)))
        {
            return false;
        }

        await LoadAsync(cancellationToken).ConfigureAwait(false);
        _isChanged |= _event == TcpEvent.Connected;
        return true;
    }

    private bool IsOld(long renewedAt) => Now - renewedAt > Settings.Options.TimeToLive.TotalMilliseconds / 2;

    private void WriteTyped()
    {
        _buffer.ResetWrittenCount();
        Settings.Type!.Write(_buffer, _typed!);
        if (Record.Items.ContainsKey(TypedKey) || !_buffer.WrittenSpan.SequenceEqual(_untouched))
        {
            SetItem(TypedKey, _buffer.WrittenSpan);
        }
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        if (!Settings.IsForHandlers && Record.IsEmpty)
        {
            // Nothing is left of the framing: no record says the same.
            _garbage.Add(RecordKey);
        }
        else
        {
            if (_isStored && Settings.Options.ChecksVersion && Store.IsShared)
            {
                await CheckVersionAsync(cancellationToken).ConfigureAwait(false);
            }

            await WriteRecordAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_garbage.Count > 0)
        {
            await Store.DeleteAsync(_garbage, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteRecordAsync(CancellationToken cancellationToken)
    {
        TakePieces(Record.Leftover);
        foreach (var spool in Record.Spools.Values)
        {
            TakePieces(spool);
        }

        if (_pieces.Count > 0)
        {
            await Store.SetAsync(_pieces, Settings.Options.SpoolTimeToLive, cancellationToken).ConfigureAwait(false);
        }

        Record.Revision++;
        Record.RenewedAt = Now;
        _buffer.ResetWrittenCount();
        SessionCodec.Write(Record, _buffer);
        await Store.SetAsync([new(RecordKey, _buffer.WrittenMemory)], Settings.Options.TimeToLive, cancellationToken).ConfigureAwait(false);
        Settings.Clock.Note(_uuid, Record.RenewedAt);
    }

    private void TakePieces(SpoolState spool)
    {
        if (spool.IsFull)
        {
            spool.TakePieces(PieceKey, _pieces);
        }
    }

    private async ValueTask CheckVersionAsync(CancellationToken cancellationToken)
    {
        var stored = await Store.GetAsync(RecordKey, cancellationToken).ConfigureAwait(false);
        long? found = stored is null ? null : SessionCodec.ReadRevision(stored);
        if (found != Record.Revision)
        {
            throw new SessionConflictException(_uuid, Record.Revision, found);
        }
    }
}
