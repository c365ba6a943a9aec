namespace RoadRunner.Host.Tests.Locks;

/// <summary>
/// The rules of the locks in their plainest form, for one resource: two lists and whole milliseconds. Every request has a number
/// under which its answer is found.
/// </summary>
internal sealed class LockModel
{
    private readonly List<Hold> _holds = [];
    private readonly List<Request> _queue = [];
    private long _now;

    /// <summary>Gets the answers so far; null for a request whose caller left.</summary>
    public Dictionary<int, bool?> Answers { get; } = [];

    public IEnumerable<string> Holders => _holds.Select(hold => hold.Id).Order();

    public IEnumerable<int> Waiting => _queue.Select(request => request.Number);

    public bool IsFree => _holds.Count == 0 && _queue.Count == 0;

    /// <summary>Returns whether something ends at that time already; two ends at one time have no order that could be tested.</summary>
    public bool EndsAt(long later) =>
        _holds.Any(hold => hold.End == _now + later) || _queue.Any(request => request.GivesUp == _now + later);

    public void Ask(int number, string id, bool exclusive, long ttl, long wait)
    {
        var again = !exclusive && _holds.Any(hold => hold.Id == id && !hold.Exclusive);
        var request = new Request(number, id, exclusive, ttl, _now + wait);
        if (again || (MayHold(request) && (exclusive || _queue.Count == 0)))
        {
            Grant(request);
        }
        else if (wait < 0)
        {
            Answers[number] = false;
        }
        else
        {
            _queue.Add(request);
        }
    }

    public bool Release(string id)
    {
        var released = _holds.RemoveAll(hold => hold.Id == id) > 0;
        Serve();
        return released;
    }

    public bool ForceRelease()
    {
        var any = _holds.Count > 0;
        _holds.Clear();
        Serve();
        return any;
    }

    public bool UpdateTtl(string id, long ttl)
    {
        var at = _holds.FindIndex(hold => hold.Id == id);
        if (at >= 0)
        {
            _holds[at] = _holds[at] with { End = End(ttl) };
        }

        return at >= 0;
    }

    public void CallerLeaves(int number)
    {
        if (_queue.RemoveAll(request => request.Number == number) > 0)
        {
            Answers[number] = null;
            Serve();
        }
    }

    public void Advance(long milliseconds)
    {
        for (var end = _now + milliseconds; _now < end;)
        {
            _now++;
            _holds.RemoveAll(hold => hold.End == _now);
            foreach (var request in _queue.Where(request => request.GivesUp == _now).ToArray())
            {
                _queue.Remove(request);
                Answers[request.Number] = false;
            }

            Serve();
        }
    }

    private bool MayHold(Request request)
    {
        var onlyItself = _holds.All(hold => hold.Id == request.Id && !hold.Exclusive);
        return request.Exclusive ? onlyItself : _holds.All(hold => !hold.Exclusive);
    }

    private void Serve()
    {
        while (true)
        {
            var next = _queue.FirstOrDefault() is { } first && MayHold(first)
                ? first
                : _queue.Find(request => request.Exclusive && _holds.Count > 0 && MayHold(request));
            if (next is null)
            {
                return;
            }

            _queue.Remove(next);
            Grant(next);
        }
    }

    private void Grant(Request request)
    {
        _holds.RemoveAll(hold => hold.Id == request.Id);
        _holds.Add(new Hold(request.Id, request.Exclusive, End(request.Ttl)));
        Answers[request.Number] = true;
    }

    private long? End(long ttl) => ttl == 0 ? null : _now + ttl;

    private sealed record Hold(string Id, bool Exclusive, long? End);

    private sealed record Request(int Number, string Id, bool Exclusive, long Ttl, long GivesUp);
}
