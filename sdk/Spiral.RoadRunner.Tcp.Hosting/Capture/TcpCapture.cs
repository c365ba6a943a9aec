using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Makes a record of each event and hands it to the sinks. Nothing that fails here reaches the event.</summary>
internal sealed class TcpCapture
{
    private readonly CaptureOptions _options;
    private readonly ICaptureSink[] _sinks;
    private readonly bool[] _hasFailed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _maskHasFailed;
    private long _sequence;

    public TcpCapture(IOptions<CaptureOptions> options, IEnumerable<ICaptureSink> sinks, TimeProvider time, ILogger<TcpApplication> logger)
    {
        _options = options.Value;
        (_time, _logger) = (time, logger);
        _sinks = string.IsNullOrWhiteSpace(_options.Folder) || !_options.Enabled ? [.. sinks] : [new FileCaptureSink(_options, time, logger), .. sinks];
        _hasFailed = new bool[_sinks.Length];
    }

    /// <summary>Returns the capture of an application; null when it has none or it is off.</summary>
    public static TcpCapture? Find(IServiceProvider services)
    {
        if (services.GetService<TcpCapture>() is not { _options.Enabled: true } capture)
        {
            return null;
        }

        HostingLog.CaptureStarted(capture._logger, capture._sinks.Length, capture._options.Folder ?? "");
        return capture;
    }

    /// <summary>An event has come.</summary>
    /// <returns>When, for <see cref="Record"/>.</returns>
    public long Begin() => _time.GetTimestamp();

    /// <summary>An event has been answered.</summary>
    public void Record(in TcpIncoming incoming, TcpResponse answer, ReadOnlySpan<byte> reply, long began)
    {
        var duration = _time.GetElapsedTime(began);
        var written = answer is TcpResponse.Respond or TcpResponse.RespondClose ? reply : [];
        var record = new CaptureRecord
        {
            Sequence = Interlocked.Increment(ref _sequence),
            ProcessId = Environment.ProcessId,
            Time = _time.GetUtcNow() - duration,
            Event = incoming.Event,
            Server = incoming.Server,
            ConnectionUuid = incoming.ConnectionUuid,
            RemoteAddress = incoming.RemoteAddress,
            Body = incoming.Body.Slice(0, Math.Min(incoming.Body.Length, _options.MaxBytes)).ToArray(),
            IsBodyTruncated = incoming.Body.Length > _options.MaxBytes,
            Answer = answer,
            Reply = written[..Math.Min(written.Length, _options.MaxBytes)].ToArray(),
            IsReplyTruncated = written.Length > _options.MaxBytes,
            Duration = duration,
        };
        if (TryMask(ref record))
        {
            Send(record);
        }
    }

    private bool TryMask(ref CaptureRecord record)
    {
        try
        {
            record = _options.Mask?.Invoke(record) ?? record;
            return true;
        }
        catch (Exception exception)
        {
            // What was to be hidden must not be stored.
            if (!Interlocked.Exchange(ref _maskHasFailed, true))
            {
                HostingLog.CaptureMaskFailed(_logger, exception);
            }

            return false;
        }
    }

    private void Send(CaptureRecord record)
    {
        for (var index = 0; index < _sinks.Length; index++)
        {
            try
            {
                _sinks[index].Write(record);
            }
            catch (Exception exception)
            {
                // The other sinks get it all the same.
                if (!Interlocked.Exchange(ref _hasFailed[index], true))
                {
                    HostingLog.CaptureSinkFailed(_logger, exception, _sinks[index].GetType().Name);
                }
            }
        }
    }
}
