using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>What follows a signal; that they come from the system is shown with real processes.</summary>
public sealed class SignalTests : IAsyncDisposable
{
    private readonly BackgroundRig _rig = new();
    private readonly ConcurrentQueue<string> _heard = [];

    private TcpSignals Signals => _rig.Application.Services.GetRequiredService<TcpSignals>();

    private bool IsStopping => _rig.Application.Lifetime.ApplicationStopping.IsCancellationRequested;

    [Fact]
    public async Task Signal_is_told_by_number_and_then_by_name()
    {
        _rig.Application.Events.On("posix.SIGUSR1", Listener());
        _rig.Application.Events.On(TcpSignal.User1.NumberEvent, Listener());

        await Signals.RaiseAsync(TcpSignal.User1).Within();

        var number = OperatingSystem.IsLinux() ? 10 : 30;
        Assert.Equal([$"posix.{number} {number}", $"posix.SIGUSR1 {number}"], _heard);
        Assert.False(IsStopping);
    }

    [Fact]
    public async Task Hangup_is_told_as_1_and_SIGHUP()
    {
        _rig.Application.Events.On("posix.1", Listener());
        _rig.Application.OnSignal(PosixSignal.SIGHUP, Listener());

        await Signals.RaiseAsync(TcpSignal.Hangup).Within();

        Assert.Equal(["posix.1 1", "posix.SIGHUP 1"], _heard);
    }

    [Theory]
    [InlineData("SIGTERM", false, true)]
    [InlineData("SIGTERM", true, false)]
    [InlineData("SIGINT", false, true)]
    [InlineData("SIGHUP", false, true)]
    [InlineData("SIGUSR1", false, false)]
    [InlineData("SIGUSR2", false, false)]
    public async Task Signal_stops_unless_a_listener_has_handled_it(string name, bool handled, bool stops)
    {
        _rig.Application.OnSignal(name, (args, _) =>
        {
            args.Handled = handled;
            return ValueTask.CompletedTask;
        });

        await Signals.RaiseAsync(TcpSignal.Find(name)).Within();

        Assert.Equal(stops, IsStopping);
    }

    [Fact]
    public async Task Listener_that_does_not_end_puts_off_the_stop_for_a_second()
    {
        _rig.Application.OnSignal("TERM", static async (_, _) => await new TaskCompletionSource().Task);

        await _rig.PassTimeUntilAsync(Signals.RaiseAsync(TcpSignal.Terminate));

        Assert.True(IsStopping);
        Assert.Equal(
            "No listener of SIGTERM has said within 00:00:01 that the stop is its own business; the application stops", Assert.Single(_rig.Warnings).Message);
    }

    [Fact]
    public async Task Listener_that_has_taken_over_may_take_its_time()
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _rig.Application.OnSignal("15", async (args, _) =>
        {
            args.Handled = true;
            taken.SetResult();
            await new TaskCompletionSource().Task;
        });

        var raised = Signals.RaiseAsync(TcpSignal.Terminate);
        await taken.Task.Within();
        await _rig.PassTimeUntilAsync(raised);

        Assert.False(IsStopping);
        Assert.Empty(_rig.Warnings);
    }

    [Theory]
    [InlineData("SIGKILL")]
    [InlineData("0")]
    [InlineData("nonsense")]
    public void Unknown_signal_is_refused_with_the_names_of_the_others(string name)
    {
        var refused = Assert.Throws<ArgumentException>(() => _rig.Application.OnSignal(name, Listener()));

        Assert.StartsWith(
            $"'{name}' is no signal that a worker listens to; there are SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signal_that_is_not_listened_to_is_refused() =>
        Assert.Throws<ArgumentException>(() => _rig.Application.OnSignal((PosixSignal)99, Listener()));

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private Func<TcpEventArgs, CancellationToken, ValueTask> Listener() => (args, _) =>
    {
        _heard.Enqueue($"{args.Name} {args.Data}");
        return ValueTask.CompletedTask;
    };
}
