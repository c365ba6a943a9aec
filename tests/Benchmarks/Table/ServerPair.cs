using RoadRunner.Benchmarks.Processes;

namespace RoadRunner.Benchmarks.Table;

/// <summary>Two servers that run side by side; only one of them has load at any moment.</summary>
internal sealed record ServerPair(ServerProcess Left, ServerProcess Right) : IAsyncDisposable
{
    public static async Task<ServerPair> StartAsync(Task<ServerProcess> left, Func<Task<ServerProcess>> right)
    {
        var first = await left;
        try
        {
            return new ServerPair(first, await right());
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Left.DisposeAsync();
        }
        finally
        {
            await Right.DisposeAsync();
        }
    }
}
