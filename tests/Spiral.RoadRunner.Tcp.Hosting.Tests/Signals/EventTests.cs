using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class EventTests : IAsyncDisposable
{
    private readonly BackgroundRig _rig = new();
    private readonly List<string> _heard = [];

    private TcpEvents Events => _rig.Application.Events;

    [Fact]
    public async Task Listeners_are_called_in_their_order()
    {
        Events.On("mail", Listener("first"));
        Events.On("mail", Listener("second"));
        Events.On("post", Listener("other"));

        var args = await Events.RaiseAsync("mail", "letter");

        Assert.Equal(["first mail letter", "second mail letter"], _heard);
        Assert.False(args.Handled);
    }

    [Fact]
    public async Task Listener_that_fails_does_not_stop_the_next()
    {
        Events.On("mail", static (_, _) => throw new InvalidOperationException("on purpose"));
        Events.On("mail", Listener("next"));

        await Events.RaiseAsync("mail");

        Assert.Equal(["next mail "], _heard);
        var record = Assert.Single(_rig.Log.Records, static record => record.Level == LogLevel.Error);
        Assert.Equal("A listener of mail failed; the others are called", record.Message);
        Assert.Equal("on purpose", record.Exception!.Message);
    }

    [Fact]
    public async Task Disposed_subscription_hears_nothing_and_leaves_the_others()
    {
        var first = Events.On("mail", Listener("first"));
        Events.On("mail", Listener("second"));
        first.Dispose();
        first.Dispose();

        await Events.RaiseAsync("mail");

        Assert.Equal(["second mail "], _heard);
    }

    [Fact]
    public async Task Life_of_the_application_is_told()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Events.On(TcpEventNames.ApplicationStarted, (_, _) =>
        {
            started.SetResult();
            return ValueTask.CompletedTask;
        });
        Events.On(TcpEventNames.ApplicationStopping, Listener("end"));

        await _rig.StartAsync();
        await started.Task.Within();
        await _rig.StopAsync();

        Assert.Equal(["end application.stopping "], _heard);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private Func<TcpEventArgs, CancellationToken, ValueTask> Listener(string name) => (args, _) =>
    {
        _heard.Add($"{name} {args.Name} {args.Data}");
        return ValueTask.CompletedTask;
    };
}
