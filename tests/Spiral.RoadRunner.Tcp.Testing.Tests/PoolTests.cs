using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Spiral.RoadRunner.KeyValue;
using Spiral.RoadRunner.Rpc;
using Spiral.RoadRunner.Tcp.Hosting;

namespace Spiral.RoadRunner.Tcp.Testing.Tests;

/// <summary>Several workers, one host with its storages and locks, a clock that is moved by hand.</summary>
public sealed class PoolTests
{
    [Fact]
    public async Task What_one_worker_keeps_is_missed_in_the_next()
    {
        await using var host = await TcpTestHost.StartAsync(CountInSingleton, static options => options.Workers = 4);
        var client = await host.ConnectAsync();

        Assert.Equal(4, host.Applications.Count);
        Assert.Equal(["1", "1", "1", "1", "2"], await AskAsync(client, 5));
    }

    [Fact]
    public async Task One_worker_keeps_what_it_has()
    {
        await using var host = await TcpTestHost.StartAsync(CountInSingleton, static options => options.Workers = 1);
        var client = await host.ConnectAsync();

        Assert.Equal(["1", "2", "3"], await AskAsync(client, 3));
    }

    [Fact]
    public async Task Sessions_in_a_storage_are_shared_and_end_with_the_connection()
    {
        await using var host = await TcpTestHost.StartAsync(CountInSession, static options => options.Workers = 3);
        var client = await host.ConnectAsync();

        Assert.Equal(["1", "2", "3", "4"], await AskAsync(client, 4));
        Assert.NotEmpty(host.Keys("sessions"));
        await client.HalfCloseAsync();
        await client.ExpectClosedAsync();
        Assert.Empty(host.Keys());
    }

    [Fact]
    public async Task The_host_has_the_storages_and_locks_that_workers_see()
    {
        await using var host = await TcpTestHost.StartAsync(static builder =>
        {
            builder.Services.AddKeyValueStorage("one");
            return Apps.Of(static async context =>
            {
                var storage = context.Services.GetRequiredService<KeyValueStorage>();
                var locks = context.Services.GetRequiredService<LockClient>();
                await storage.SetTextAsync("key", context.GetText(), TimeSpan.FromSeconds(10));
                return TcpReply.Respond($"{await locks.ExistsAsync("resource", "*")}\r\n");
            })(builder);
        });
        var client = await host.ConnectAsync();
        Assert.Equal("False", await client.AskAsync("x"));
        var locks = await host.OpenLocksAsync();
        await locks.LockAsync("resource", "mine", TimeSpan.FromMinutes(1));
        Assert.Equal("True", await client.AskAsync("y"));

        var storage = await host.OpenStorageAsync();
        Assert.Equal("y\r\n", await storage.GetTextAsync("key"));
        Assert.Equal(["key"], host.Keys("one"));
        await host.AdvanceAsync(TimeSpan.FromSeconds(11));
        Assert.Empty(host.Keys("one"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("False", await client.AskAsync("z"));
    }

    [Fact]
    public async Task A_handler_that_waits_for_time_goes_on_when_the_clock_is_moved()
    {
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TcpTestHost.StartAsync(
            Apps.Of(async context =>
            {
                var delay = Task.Delay(TimeSpan.FromHours(1), context.Services.GetRequiredService<TimeProvider>());
                waits.SetResult();
                await delay;
                return TcpReply.Respond("late\r\n");
            }),
            static options => options.SlowHandler = TimeSpan.Zero);
        var client = await host.ConnectAsync();
        await client.SendLineAsync("x");
        await waits.Task.Within();

        await host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("late", await client.ReadLineAsync());
    }

    [Fact]
    public async Task Timers_follow_the_clock_of_the_test()
    {
        var ticks = Channel.CreateUnbounded<long>();
        await using var host = await TcpTestHost.StartAsync(
            builder =>
            {
                var application = Apps.Shout(builder);
                application.MapTimer("tick", TimeSpan.FromMinutes(10), (tick, cancellationToken) => ticks.Writer.WriteAsync(tick.Tick, cancellationToken));
                return application;
            },
            static options => options.Workers = 1);
        await host.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.False(ticks.Reader.TryRead(out _));

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await ticks.Reader.ReadAsync().AsTask().Within());
    }

    [Fact]
    public async Task Many_clients_at_once_are_answered_without_a_false_alarm()
    {
        await using var host = await TcpTestHost.StartAsync(CountInSession, static options => options.Workers = 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var client = await host.ConnectAsync();
            return await AskAsync(client, 50);
        })).Within();

        var expected = Enumerable.Range(1, 50).Select(static number => $"{number}").ToList();
        Assert.All(answers, each => Assert.Equal(expected, each));
    }

    [Fact]
    public async Task A_ready_application_is_started_with_its_first_client_and_not_disposed()
    {
        var builder = TcpApplication.CreateEmbeddedBuilder();
        builder.AddStandalone();
        builder.UseKeyValueSessions("sessions");
        builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        await using var application = Mapped(builder);
        await using (var host = TcpTestHost.Create(application, static options => options.Storages.Add("sessions")))
        {
            var client = await host.ConnectAsync();
            Assert.Equal(["1", "2"], await AskAsync(client, 2));
            Assert.NotEmpty(host.Keys());
            Assert.Same(application.Services.GetRequiredService<TimeProvider>(), host.Time);
        }

        Assert.NotNull(application.Services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task What_the_test_registers_last_wins()
    {
        await using var host = await TcpTestHost.StartAsync(
            static builder =>
            {
                builder.Services.AddSingleton(new Uri("http://application/"));
                return Apps.Of(static context => TcpReply.Respond($"{context.Services.GetRequiredService<Uri>()}\r\n"))(builder);
            },
            static options => options.ConfigureServices = static services => services.AddSingleton(new Uri("http://test/")));
        var client = await host.ConnectAsync();

        Assert.Equal("http://test/", await client.AskAsync("x"));
    }

    private static TcpApplication CountInSingleton(TcpApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Tally>();
        return Apps.Of(static context => TcpReply.Respond($"{context.Services.GetRequiredService<Tally>().Next()}\r\n"))(builder);
    }

    private static TcpApplication CountInSession(TcpApplicationBuilder builder)
    {
        builder.UseKeyValueSessions("sessions");
        return Mapped(builder);
    }

    private static TcpApplication Mapped(TcpApplicationBuilder builder) => Apps.Mapped(static server => server
        .UseSession(VisitsJson.Default.Visits)
        .Handle(static async context =>
        {
            var visits = await context.GetSession<Visits>().GetAsync();
            visits.Count++;
            return TcpReply.Respond($"{visits.Count}\r\n");
        }))(builder);

    private static async Task<List<string>> AskAsync(TcpTestClient client, int times)
    {
        var answers = new List<string>();
        for (var number = 0; number < times; number++)
        {
            answers.Add(await client.AskAsync("x"));
        }

        return answers;
    }
}
