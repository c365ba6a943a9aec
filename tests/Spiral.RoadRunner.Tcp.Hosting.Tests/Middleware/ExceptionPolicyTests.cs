using Microsoft.Extensions.Logging;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class ExceptionPolicyTests : IAsyncDisposable
{
    private const string ErrorText = "RespondClose Something went wrong\r\n";

    private readonly TestPool _pool = new();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Rule_of_the_most_derived_type_answers_and_keeps_the_connection()
    {
        var worker = await StartAsync(policy => policy
            .On<IOException>((_, _) => TcpReply.Respond("io"))
            .On<FileNotFoundException>(async (context, e) =>
            {
                await Task.Yield();
                return TcpReply.RespondClose($"{context.GetText()} {e.FileName}");
            }));

        Assert.Equal("Respond io", await worker.SayAsync("a", "io"));
        Assert.Equal("Respond io", await worker.SayAsync("a", "end"));
        Assert.Equal("RespondClose file x.txt", await worker.SayAsync("a", "file"));
        Assert.Equal(ErrorText, await worker.SayAsync("a", "other"));
        Assert.Equal("Respond fine", await worker.SayAsync("a", "fine"));
        Assert.Equal((3, 1), (worker.Logged(1378), worker.Logged(1302)));
    }

    [Fact]
    public async Task Exception_is_logged_at_the_level_of_its_rule()
    {
        var worker = await StartAsync(policy => policy
            .On<IOException>((_, _) => TcpReply.Read, LogLevel.Debug)
            .On<FileNotFoundException>((_, _) => TcpReply.Read, LogLevel.None));

        await worker.SayAsync("a", "io");
        await worker.SayAsync("a", "file");

        var log = Assert.Single(worker.Logs, record => record.EventId == 1378);
        Assert.Equal(LogLevel.Debug, log.Level);
        Assert.IsType<IOException>(log.Exception);
    }

    [Fact]
    public async Task Rule_that_fails_itself_is_as_if_there_were_none()
    {
        var worker = await StartAsync(policy => policy.On<IOException>((_, _) => throw new InvalidOperationException("no answer either")));

        Assert.Equal(ErrorText, await worker.SayAsync("a", "io"));
        Assert.IsType<InvalidOperationException>(Assert.Single(worker.Logs, record => record.EventId == 1379).Exception);
        Assert.IsType<IOException>(Assert.Single(worker.Logs, record => record.EventId == 1302).Exception);
    }

    [Fact]
    public async Task Finalizers_run_after_each_event_and_also_after_a_throw()
    {
        List<string> done = [];
        var worker = await StartAsync(policy => policy
            .On<IOException>((_, _) => TcpReply.Respond("io"))
            .Finally(context =>
            {
                done.Add($"{context.Event} {context.GetText()}");
                throw new InvalidOperationException("a finalizer failed");
            })
            .Finally(async context =>
            {
                await Task.Yield();
                done.Add($"second {context.ConnectionUuid}");
            }));

        await worker.ConnectAsync("a");
        Assert.Equal("Respond io", await worker.SayAsync("a", "io"));
        Assert.Equal(ErrorText, await worker.SayAsync("a", "other"));
        await worker.CloseAsync("a");

        Assert.Equal(["Connected ", "second a", "Data io", "second a", "Data other", "second a", "Close ", "second a"], done);
        Assert.Equal(4, worker.Logged(1380));
    }

    [Fact]
    public void Second_rule_for_a_type_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ExceptionPolicyBuilder()
            .On<IOException>((_, _) => TcpReply.Read)
            .On<IOException>((_, _) => TcpReply.Read));

        Assert.Contains("There is a rule for System.IO.IOException already.", error.Message, StringComparison.Ordinal);
    }

    private Task<TestWorker> StartAsync(Action<ExceptionPolicyBuilder> configure) => _pool.StartAsync(server => server
        .UseExceptionPolicy(configure)
        .Use((context, next) => (context.Event, context.GetText()) switch
        {
            (TcpEvent.Data, "io") => throw new IOException("io"),
            (TcpEvent.Data, "end") => throw new EndOfStreamException("end"),
            (TcpEvent.Data, "file") => throw new FileNotFoundException("file", "x.txt"),
            (TcpEvent.Data, "other") => throw new InvalidOperationException("other"),
            _ => next(context),
        }));
}
