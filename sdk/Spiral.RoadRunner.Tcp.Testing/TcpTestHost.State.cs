using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Clock, storages and rules of a host, and its end.</summary>
public sealed partial class TcpTestHost
{
    /// <summary>Moves the clock, and waits until what that has caused on connections has been answered.</summary>
    /// <param name="time">How far; not negative. Timers fire in their order, each at its own time.</param>
    /// <exception cref="TcpTestException">An event does not end within <see cref="TcpTestHostOptions.HandlerLimit"/>.</exception>
    public Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return WhenIdleAsync();
    }

    /// <summary>Waits until everything that clients have sent has been handled and no event is under way.</summary>
    /// <exception cref="TcpTestException">An event does not end within <see cref="TcpTestHostOptions.HandlerLimit"/>.</exception>
    public async Task WhenIdleAsync()
    {
        try
        {
            await Activity.WhenIdleAsync().WaitAsync(HandlerLimit, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Failure(TestStory.NeverEnds(HandlerLimit, Clients()));
        }
    }

    /// <summary>Lists the keys of a storage that have not expired.</summary>
    /// <param name="storage">Its name; null when there is only one.</param>
    /// <exception cref="ArgumentException">There is no such storage, or several and none was named.</exception>
    public IReadOnlyList<string> Keys(string? storage = null) => [.. _run.Host.ListKeys(_run.StorageOrOnly(storage)).Order(StringComparer.Ordinal)];

    /// <summary>Opens a storage for the test itself, to look into it or to prepare it.</summary>
    /// <param name="storage">Its name; null when there is only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KeyValueStorage> OpenStorageAsync(string? storage = null, CancellationToken cancellationToken = default)
    {
        await _run.StartAsync(cancellationToken).ConfigureAwait(false);
        var link = await _run.OpenLinkAsync(cancellationToken).ConfigureAwait(false);
        return new KeyValueStorage(link, _run.StorageOrOnly(storage), new KeyValueOptions { TimeProvider = Time });
    }

    /// <summary>Opens a client of the host's locks for the test itself.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LockClient> OpenLocksAsync(CancellationToken cancellationToken = default)
    {
        await _run.StartAsync(cancellationToken).ConfigureAwait(false);
        return new LockClient(await _run.OpenLinkAsync(cancellationToken).ConfigureAwait(false), Time);
    }

    /// <summary>Fails when a rule was broken.</summary>
    /// <exception cref="TcpTestRuleException">One was; the message tells which, one line each.</exception>
    public void AssertClean()
    {
        _run.CheckFields();
        if (_rules.Violations is { Count: > 0 } violations)
        {
            throw new TcpTestRuleException(violations);
        }
    }

    /// <summary>Ends the clients, the host and its instances, and then checks the rules.</summary>
    /// <exception cref="TcpTestRuleException">
    /// A rule was broken. Not thrown when <see cref="TcpTestHostOptions.ChecksRules"/> is off, and not after a <see cref="TcpTestException"/>, which says more.
    /// </exception>
    public ValueTask DisposeAsync() => DisposeAsync(_options.ChecksRules);

    private async ValueTask DisposeAsync(bool checksRules)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        var clients = Clients();
        foreach (var client in clients)
        {
            await client.LeaveAsync().ConfigureAwait(false);
        }

        await _run.EndAsync(() => _rules.Add(TestStory.NeverEnds(HandlerLimit, clients))).ConfigureAwait(false);
        if (checksRules && !_run.HasFailed)
        {
            AssertClean();
        }
    }
}
