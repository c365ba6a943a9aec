using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

public sealed class ServiceEndTests
{
    [Fact]
    public async Task Scope_of_a_service_that_fails_to_stop_ends_all_the_same()
    {
        var ended = new Ended();
        await using (var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").Handle<Failing>(),
            configure: builder => builder.Services.AddScoped(_ => new Kept(ended))))
        {
            Assert.Equal(0, ended.Count);
        }

        Assert.Equal(1, ended.Count);
    }

    private sealed class Ended
    {
        public int Count { get; set; }
    }

    private sealed class Kept(Ended ended) : IDisposable
    {
        public void Dispose() => ended.Count++;
    }

    private sealed class Failing(Kept kept) : TcpService
    {
        public override ValueTask OnStop(CancellationToken cancellationToken) => throw new InvalidOperationException($"cannot stop {kept.GetType().Name}");
    }
}
