using System.Globalization;
using System.Text;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp;

namespace RoadRunner.TestWorkers.Counter;

/// <summary>What a message can make the worker do at the server's RPC port. The answer starts with the pid.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async ValueTask ObeyAsync(TcpWorker worker, RpcLink link, TcpRequest request)
    {
        if (request.Event != TcpEvent.Data)
        {
            return;
        }

        var answer = Encoding.Latin1.GetString(request.Body.Span).TrimEnd('\r', '\n').Split(' ') switch
        {
            ["COUNT", var storage, var key, var times] => await CountAsync(new KeyValueStorage(link, storage), key, Number(times)),
            ["LOCK", var resource, var seconds] => await LockAsync(new LockClient(link), resource, TimeSpan.FromSeconds(Number(seconds))),
            ["REPORT", var collector] => await ServiceTour.RunAsync(link, collector),
            _ => "unknown",
        };
        worker.Respond(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {answer}\r\n"));
    }

    private static async ValueTask<string> CountAsync(KeyValueStorage storage, string key, int times)
    {
        var counter = new PoolCounter(storage, key, new PoolCounterOptions { LockWait = Patience, LockTimeToLive = Patience });
        for (var round = 0; round < times; round++)
        {
            await counter.IncrementAsync();
        }

        return "counted";
    }

    // Never released: the lock is left to whoever looks what becomes of it.
    private static async ValueTask<string> LockAsync(LockClient locks, string resource, TimeSpan ttl) =>
        await locks.LockAsync(resource, $"worker-{Environment.ProcessId}", ttl, Patience) ? "locked" : "refused";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
