using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Running;

/// <summary>How an application ends, and what is said about it.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Start_that_something_of_its_own_has_cancelled_is_a_failure_and_is_said()
    {
        await using var rig = new BackgroundRig();
        rig.Builder.Services.AddSingleton<IHostedService>(new Hosted { Start = static () => throw new TaskCanceledException("the database did not answer") });

        Assert.Equal(1, await RunAsync(rig, CancellationToken.None));
        Assert.Contains(rig.Log.Records, static record => record.EventId == 1307 && record.Message.Contains("the database did not answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_that_was_told_to_stop_is_no_failure()
    {
        await using var rig = new BackgroundRig();
        using var stop = new CancellationTokenSource();
        rig.Builder.Services.AddSingleton<IHostedService>(new Hosted
        {
            Start = () =>
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            },
        });

        Assert.Equal(0, await RunAsync(rig, stop.Token));
        Assert.DoesNotContain(rig.Log.Records, static record => record.EventId == 1307);
    }

    [Fact]
    public async Task Failure_of_the_stop_is_not_called_one_of_the_start()
    {
        await using var rig = new BackgroundRig();
        rig.Builder.Services.AddSingleton<IHostedService>(new Hosted { Stop = static () => throw new InvalidOperationException("cannot stop") });
        rig.Application.Lifetime.ApplicationStarted.Register(rig.Application.Lifetime.StopApplication);

        Assert.Equal(1, await RunAsync(rig, CancellationToken.None));
        Assert.DoesNotContain(rig.Log.Records, static record => record.EventId == 1307);
        Assert.Contains(rig.Log.Records, static record => record.EventId == 1315 && record.Message.Contains("cannot stop", StringComparison.Ordinal));
    }

    private static Task<int> RunAsync(BackgroundRig rig, CancellationToken cancellationToken) =>
        TcpApplicationRun.RunAsync(rig.Application, TcpApplicationStart.Inside([]), cancellationToken).Within();

    private sealed class Hosted : IHostedService
    {
        public Action? Start { get; init; }

        public Action? Stop { get; init; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Start?.Invoke();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stop?.Invoke();
            return Task.CompletedTask;
        }
    }
}
