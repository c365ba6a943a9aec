using Microsoft.Extensions.DependencyInjection;
using Spiral.RoadRunner.KeyValue;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Status;

/// <summary>What somebody outside of the pool reads of it.</summary>
public sealed class PoolStatusFromOutsideTests
{
    [Fact]
    public async Task Numbers_of_the_workers_that_are_asked_for_are_summed_up_with_who_handles()
    {
        await using var pool = new TestPool();
        var worker = await pool.StartAsync(static server => server.Handle<SilentService>(), static builder => builder.UsePoolStatus(TestPool.Storage));
        await worker.Application.Services.GetRequiredService<TcpPoolStatus>().SayAsync(TestContext.Current.CancellationToken).Within();
        var storage = worker.Application.Services.GetRequiredKeyedService<KeyValueStorage>(TestPool.Storage);

        var found = await TcpPoolStatus.ReadFromAsync(storage, [Environment.ProcessId, Environment.ProcessId + 1], TestContext.Current.CancellationToken).Within();
        var nobody = await TcpPoolStatus.ReadFromAsync(storage, [], TestContext.Current.CancellationToken).Within();

        Assert.Equal(Environment.ProcessId, Assert.Single(found.Workers).Pid);
        Assert.Equal(("echo", typeof(SilentService).FullName), (Assert.Single(found.Servers).Server, found.Servers[0].Service));
        Assert.Empty(nobody.Workers);
        Assert.Empty(nobody.Servers);
    }

    private sealed class SilentService : TcpService;
}
