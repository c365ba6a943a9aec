namespace RoadRunner.Integration.Fixture;

/// <summary>Connections that send one message after the other and want each one back, until they are told to end.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task<int[]> _talks;

    private Load(HostUnderTest host, int connections) =>
        _talks = Task.WhenAll(Enumerable.Range(0, connections).Select(number => TalkAsync(host, number)));

    public static Load Start(HostUnderTest host, int connections) => new(host, connections);

    /// <summary>Ends all connections. Fails when one of them did not get an answer.</summary>
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

    private async Task<int> TalkAsync(HostUnderTest host, int number)
    {
        using var client = await host.ConnectAsync();
        var message = 0;
        do
        {
            Assert.Equal($"{number} {message}", await client.AskAsync($"{number} {message}"));
            message++;
        }
        while (!_over.IsCancellationRequested);

        return message;
    }
}
