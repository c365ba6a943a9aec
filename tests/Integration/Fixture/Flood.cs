namespace RoadRunner.Integration.Fixture;

/// <summary>Connections that send many messages before they read the answers, so that the pool always has more to do than it can.</summary>
internal sealed class Flood : IAsyncDisposable
{
    private const int Connections = 16;
    private const int Messages = 200;
    private static readonly string Batch = string.Concat(Enumerable.Range(0, Messages).Select(static number => $"{number}\r\n"));

    private readonly CancellationTokenSource _over = new();
    private readonly Task _talks;

    private Flood(Func<Task<TestClient>> connect) => _talks = Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => TalkAsync(connect)));

    public static Flood Start(Func<Task<TestClient>> connect) => new(connect);

    /// <summary>Ends the flood. Fails when an answer did not come, or not in its turn.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _talks.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _talks.Within().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task TalkAsync(Func<Task<TestClient>> connect)
    {
        using var client = await connect();
        while (!_over.IsCancellationRequested)
        {
            await client.SendAsync(Batch);
            for (var number = 0; number < Messages; number++)
            {
                Assert.Equal($"{number}", await client.ReadLineAsync());
            }
        }
    }
}
