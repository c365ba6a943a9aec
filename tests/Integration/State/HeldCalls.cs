using System.Diagnostics;
using Spiral.RoadRunner.Rpc;

namespace RoadRunner.Integration.State;

/// <summary>Calls that the server cannot answer, because they wait for a lock: certainly in flight when a connection breaks.</summary>
internal sealed class HeldCalls
{
    private const int Count = 16;

    private HeldCalls(Task<long>[] failures) => Failures = Task.WhenAll(failures);

    /// <summary>Gets when each of them failed with <see cref="ConnectionLostException"/>, as timestamps of <see cref="Stopwatch"/>.</summary>
    public Task<long[]> Failures { get; }

    public static async Task<HeldCalls> StartAsync(RpcLink link)
    {
        var locks = new LockClient(link);
        Assert.True(await locks.LockAsync("held", "owner", cancellationToken: TestContext.Current.CancellationToken).Within());
        var calls = Enumerable.Range(0, Count).Select(number => WaitAsync(locks, $"waiter-{number}"));
        return new HeldCalls([.. calls]);
    }

    private static async Task<long> WaitAsync(LockClient locks, string id)
    {
        await Assert.ThrowsAsync<ConnectionLostException>(() => locks.LockAsync("held", id, wait: 2 * TestLimit.Generous).AsTask());
        return Stopwatch.GetTimestamp();
    }
}
