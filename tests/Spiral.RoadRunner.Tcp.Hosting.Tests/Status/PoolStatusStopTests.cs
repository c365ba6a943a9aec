using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Status;

public sealed class PoolStatusStopTests
{
    [Fact]
    public async Task Status_that_cannot_be_taken_back_in_time_does_not_fail_the_stop()
    {
        await using var pool = new TestPool();
        var worker = await pool.StartAsync(static _ => { }, static builder => builder.UsePoolStatus(TestPool.Storage));
        var status = worker.Application.Services.GetRequiredService<TcpPoolStatus>();
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => status.TakeBackAsync(over.Token).AsTask().Within());
        var service = new TcpPoolStatusService(status, worker.Application.Services.GetRequiredService<TcpTimers>(), new TcpPoolStatusPeriod(TimeSpan.FromSeconds(1)));
        await service.StopAsync(over.Token).Within();
    }
}
