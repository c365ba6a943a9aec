using System.Diagnostics.CodeAnalysis;
using Spiral.Goridge;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Asks for the right to tick until this worker has it, and renews it while it has.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no handle, and a call that outlives the stop may still look at its token.")]
internal sealed class TimerLeaseKeeper
{
    private const int LivesForPeriods = 3;
    private const int BeatsPerLife = 3;

    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MostLife = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _ending = new();
    private readonly string _timer;
    private readonly TimeSpan _life;
    private readonly TimerEnvironment _environment;
    private readonly Action<CancellationToken> _taken;
    private readonly Action _lost;
    private readonly ITimer _beats;
    private Task _beat = Task.CompletedTask;
    private ITimerLease? _lease;
    private bool _hasComplained;

    /// <summary>Makes a keeper that does nothing yet.</summary>
    /// <param name="timer">The name of the timer.</param>
    /// <param name="period">Its period, of which the time to live is made.</param>
    /// <param name="environment">What all timers share.</param>
    /// <param name="taken">Called when the worker may tick; gets what fires when it may not any more.</param>
    /// <param name="lost">Called when it may not any more.</param>
    public TimerLeaseKeeper(string timer, TimeSpan period, TimerEnvironment environment, Action<CancellationToken> taken, Action lost)
    {
        (_timer, _life, _environment, _taken, _lost) = (timer, Life(period), environment, taken, lost);
        _beats = environment.Time.CreateTimer(
            static keeper => ((TimerLeaseKeeper)keeper!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to ask; nothing when it was ended before.</summary>
    public void Start()
    {
        Beat();
        _beats.Change(_life / BeatsPerLife, _life / BeatsPerLife);
    }

    /// <summary>Stops asking; what the worker holds it goes on holding.</summary>
    public void End()
    {
        _beats.Dispose();
        _ = _ending.CancelAsync();
    }

    /// <summary>Gives the right back, so that another worker need not wait for the end of its life. To be called after <see cref="End"/>.</summary>
    public async Task ReleaseAsync()
    {
        await Volatile.Read(ref _beat).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _lease, value: null) is { } lease)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static TimeSpan Life(TimeSpan period)
    {
        var life = period * LivesForPeriods;
        return life < LeastLife ? LeastLife : life > MostLife ? MostLife : life;
    }

    private void Beat()
    {
        // A call that takes longer than a beat is not joined by another one.
        if (Volatile.Read(ref _beat).IsCompleted && !_ending.IsCancellationRequested)
        {
            Volatile.Write(ref _beat, BeatAsync());
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            if (Volatile.Read(ref _lease) is { } held)
            {
                if (!await held.ExtendAsync(_life, _ending.Token).ConfigureAwait(false))
                {
                    Lose(held);
                }
            }
            else if (await _environment.Leases.TryAcquireAsync(_timer, _life, _ending.Token).ConfigureAwait(false) is { } lease)
            {
                Take(lease);
            }

            _hasComplained = false;
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The timer was removed.
        }
        catch (Exception exception) when (exception is RpcLinkException or GoridgeException)
        {
            // What is held ends with its time to live unless a later beat comes through.
            if (!_hasComplained)
            {
                _hasComplained = true;
                HostingLog.TimerLeaseUnknown(_environment.Logger, _timer, exception.Message);
            }
        }
    }

    private void Take(ITimerLease lease)
    {
        Volatile.Write(ref _lease, lease);
        HostingLog.TimerTaken(_environment.Logger, _timer);
        _taken(lease.Lost);
        _ = lease.Lost.UnsafeRegister(_ => Lose(lease), state: null);
    }

    private void Lose(ITimerLease lease)
    {
        if (Interlocked.CompareExchange(ref _lease, value: null, lease) == lease)
        {
            _lost();
            HostingLog.TimerLost(_environment.Logger, _timer);
        }
    }
}
