namespace RoadRunner.Integration.Fixture;

/// <summary>Two connections of one worker, and one of another, on a host of two workers with <c>host.dispatch: sticky</c>.</summary>
/// <param name="First">One of the two.</param>
/// <param name="Second">The other one of the two.</param>
/// <param name="Other">The one of the other worker.</param>
/// <param name="Pid">The worker of the first two.</param>
internal sealed record StickyPair(TestClient First, TestClient Second, TestClient Other, string Pid) : IDisposable
{
    /// <summary>Connects until two have the same worker and a third one has not.</summary>
    public static async Task<StickyPair> ConnectAsync(HostUnderTest host)
    {
        // Idle workers take turns, and each connection is asked for its worker before the next one comes.
        var clients = new List<(TestClient Client, string Pid)>();
        while (true)
        {
            var client = await host.ConnectAsync();
            clients.Add((client, await client.AskAsync("PID")));
            foreach (var pid in clients.Select(static one => one.Pid).Distinct())
            {
                var same = clients.FindAll(one => one.Pid == pid);
                if (same.Count > 1 && clients.Find(one => one.Pid != pid).Client is { } other)
                {
                    return new StickyPair(same[0].Client, same[1].Client, other, pid);
                }
            }
        }
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Other.Dispose();
    }
}
