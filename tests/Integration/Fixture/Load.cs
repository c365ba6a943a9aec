namespace RoadRunner.Integration.Fixture;

/// <summary>Connections that send messages and want each one back, until they are told to end.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int FloodConnections = 16;
    private const int FloodInARow = 200;

    private readonly CancellationTokenSource _over = new();
    private readonly Task<int[]> _talks;

    private Load(Func<Task<TestClient>> connect, int connections, int inARow) =>
        _talks = Task.WhenAll(Enumerable.Range(0, connections).Select(number => TalkAsync(connect, number, inARow)));

    /// <summary>Starts connections that wait for each answer before they send the next message.</summary>
    public static Load Start(HostUnderTest host, int connections) => new(() => host.ConnectAsync(), connections, inARow: 1);

    /// <summary>Starts connections that send many messages before they read the answers, so that the pool always has more to do than it can.</summary>
    public static Load Flood(Func<Task<TestClient>> connect) => new(connect, FloodConnections, FloodInARow);

    /// <summary>Ends all connections. Fails when one of them did not get an answer, or not in its turn.</summary>
    /// <returns>How many answers each of them got.</returns>
    public async Task<IReadOnlyList<int>> EndAsync()
    {
        await _over.CancelAsync();
        return await _talks.Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await ((Task)_talks.Within()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task<int> TalkAsync(Func<Task<TestClient>> connect, int number, int inARow)
    {
        using var client = await connect();
        var answers = 0;
        do
        {
            string[] messages = [.. Enumerable.Range(answers, inARow).Select(message => $"{number} {message}")];
            await client.SendAsync(string.Concat(messages.Select(static message => $"{message}\r\n")));
            foreach (var message in messages)
            {
                Assert.Equal(message, await client.ReadLineAsync());
            }

            answers += inARow;
        }
        while (!_over.IsCancellationRequested);

        return answers;
    }
}
