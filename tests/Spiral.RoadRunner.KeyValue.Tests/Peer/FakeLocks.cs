using Spiral.RoadRunner.Rpc.Protos;

namespace Spiral.RoadRunner.KeyValue.Tests;

/// <summary>The exclusive half of the lock service: first come, first served; waits and lifetimes on the clock of the test.</summary>
internal sealed class FakeLocks(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Id, ITimer? End)> _owners = new(StringComparer.Ordinal);
    private readonly List<(LockRequest Request, TaskCompletionSource<bool> Turn)> _waiting = [];
    private readonly TaskCompletionSource _queued = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Gets the resources that are locked now.</summary>
    public string[] Held
    {
        get
        {
            lock (_gate)
            {
                return [.. _owners.Keys];
            }
        }
    }

    /// <summary>Gets a task that completes when a request waits for a lock, and the clock knows for how long.</summary>
    public Task Queued => _queued.Task;

    /// <summary>Gets the ids that ever asked for a lock.</summary>
    public IReadOnlyCollection<string> Ids => _seen;

    /// <summary>Gets or sets a value indicating whether the service has been restarted, and knows no lock any more, when a release comes.</summary>
    public bool ForgetsBeforeRelease { get; set; }

    public async ValueTask<LockResponse> AnswerAsync(string method, LockRequest request) => new()
    {
        Ok = method switch
        {
            "lock.Lock" => await LockAsync(request),
            "lock.Release" => Release(request.Resource, request.Id),
            _ => throw new FakeServerException($"rpc: can't find method {method}"),
        },
    };

    /// <summary>Takes a lock for somebody else.</summary>
    public ValueTask<bool> LockAsync(string resource, string id) => LockAsync(new LockRequest { Resource = resource, Id = id });

    public bool Release(string resource, string id)
    {
        lock (_gate)
        {
            if (ForgetsBeforeRelease)
            {
                _owners.Remove(resource);
            }

            if (!_owners.TryGetValue(resource, out var owner) || owner.Id != id)
            {
                return false;
            }

            owner.End?.Dispose();
            _owners.Remove(resource);
            Next(resource);
            return true;
        }
    }

    private async ValueTask<bool> LockAsync(LockRequest request)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _seen.Add(request.Id);
            if (!_owners.ContainsKey(request.Resource))
            {
                Own(request);
                return true;
            }

            _waiting.Add((request, turn));
        }

        await using var patience = time.CreateTimer(_ => GiveUp(request, turn), null, TimeSpan.FromMicroseconds(request.Wait), Timeout.InfiniteTimeSpan);
        _queued.TrySetResult();
        return await turn.Task;
    }

    private void GiveUp(LockRequest request, TaskCompletionSource<bool> turn)
    {
        lock (_gate)
        {
            if (_waiting.Remove((request, turn)))
            {
                turn.SetResult(false);
            }
        }
    }

    private void Own(LockRequest request)
    {
        var end = request.Ttl == 0
            ? null
            : time.CreateTimer(_ => Release(request.Resource, request.Id), null, TimeSpan.FromMicroseconds(request.Ttl), Timeout.InfiniteTimeSpan);
        _owners[request.Resource] = (request.Id, end);
    }

    private void Next(string resource)
    {
        var index = _waiting.FindIndex(waiting => waiting.Request.Resource == resource);
        if (index >= 0)
        {
            var (request, turn) = _waiting[index];
            _waiting.RemoveAt(index);
            Own(request);
            turn.SetResult(true);
        }
    }
}
