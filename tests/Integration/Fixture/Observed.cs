namespace RoadRunner.Integration.Fixture;

/// <summary>Things that happen one after the other, and a way to wait for some of them without polling.</summary>
/// <param name="name">For the message when they do not come.</param>
internal sealed class Observed<T>(string name)
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>Gets what has happened so far.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _items];
            }
        }
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            _items.Add(item);
            _waiters.RemoveAll(waiter => waiter.Offer(item));
        }
    }

    /// <summary>Waits until something that matches has happened, which may be long ago.</summary>
    public async Task<T> WhenAsync(Func<T, bool> match) => (await WhenAsync(match, 1))[0];

    /// <summary>Waits until so many things that match have happened, and returns these.</summary>
    public async Task<IReadOnlyList<T>> WhenAsync(Func<T, bool> match, int count)
    {
        var waiter = new Waiter(match, count);
        lock (_gate)
        {
            if (!_items.Any(waiter.Offer))
            {
                _waiters.Add(waiter);
            }
        }

        try
        {
            return await waiter.Done.Within(what: name);
        }
        catch (TimeoutException cause)
        {
            throw new TimeoutException($"{cause.Message}\nSo far:\n{string.Join('\n', All)}", cause);
        }
    }

    private sealed class Waiter(Func<T, bool> match, int count)
    {
        private readonly List<T> _found = [];
        private readonly TaskCompletionSource<IReadOnlyList<T>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<T>> Done => _done.Task;

        /// <summary>Returns true when nothing more is waited for.</summary>
        public bool Offer(T item)
        {
            if (match(item))
            {
                _found.Add(item);
            }

            return _found.Count >= count && _done.TrySetResult(_found);
        }
    }
}
