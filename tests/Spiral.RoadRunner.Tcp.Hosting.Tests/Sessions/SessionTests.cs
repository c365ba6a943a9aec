namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

public sealed class SessionTests
{
    private static readonly TcpServerFacts Exact = new(CutsByDelimiter: true, "\r\n"u8.ToArray(), "exact");

    private static Task<AppRig> StartAsync(int workers = 3, TcpServerFacts? facts = null) => AppRig.StartAsync(
        static app => app.MapServer("main").UseLines().UseSession(CountingJson.Default.Counting).Handle<CountingService>(), workers, facts: facts ?? Exact);

    private static SharedMemoryStore StoreOf(AppRig rig) => (SharedMemoryStore)rig.Store;

    [Fact]
    public async Task Session_is_the_same_in_every_worker()
    {
        await using var rig = await StartAsync();
        Assert.Equal("Respond hello\r\n", await rig.SendAsync(TcpEvent.Connected));

        for (var count = 1; count <= 10; count++)
        {
            Assert.Equal($"Respond {count}\r\n", await rig.DataAsync("x\r\n"));
        }

        Assert.Equal("Respond 1\r\n2\r\n", await ConnectAndSendAsync(rig, "u2", "x\r\nx\r\n"));
    }

    [Fact]
    public async Task Session_is_made_at_Connected_and_gone_after_Close()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        Assert.Single(StoreOf(rig).Values);

        await rig.DataAsync("x\r\n");
        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close));

        Assert.Empty(StoreOf(rig).Values);
        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close));
        Assert.Empty(StoreOf(rig).Values);
    }

    [Fact]
    public async Task Data_without_a_session_is_late_and_leaves_nothing()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        await rig.SendAsync(TcpEvent.Close);

        Assert.Equal("Respond 1 late\r\n", await rig.DataAsync("x\r\n"));
        Assert.Empty(StoreOf(rig).Values);
    }

    [Fact]
    public async Task Session_is_written_only_when_it_has_changed()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        await rig.DataAsync("x\r\n");
        var before = StoreOf(rig).Writes;

        Assert.Equal("Respond 1\r\n", await rig.DataAsync("peek\r\n"));

        Assert.Equal(before, StoreOf(rig).Writes);
    }

    [Fact]
    public async Task Session_of_an_event_that_failed_is_not_saved()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        await rig.DataAsync("x\r\n");

        Assert.Equal("RespondClose 2\r\nSomething went wrong\r\n", await rig.DataAsync("x\r\nthrow\r\nx\r\n"));
        Assert.Equal("Respond 1\r\n", await rig.DataAsync("peek\r\n"));
        Assert.DoesNotContain(rig.Log.Records, static record => record.Message.Contains("secret", StringComparison.Ordinal));
        Assert.Contains(rig.Log.Records, static record => record.Exception?.Message == "secret");
    }

    [Fact]
    public async Task Closing_answer_drops_the_messages_behind_it()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);

        Assert.Equal("RespondClose 1\r\nbye\r\n", await rig.DataAsync("x\r\nquit\r\nx\r\n"));
        Assert.Equal("Respond 1\r\n", await rig.DataAsync("peek\r\n"));
    }

    [Fact]
    public async Task Session_is_renewed_when_half_of_its_life_is_over()
    {
        await using var rig = await StartAsync(workers: 1);
        await rig.SendAsync(TcpEvent.Connected);
        var before = StoreOf(rig).Writes;

        rig.Time.Advance(TimeSpan.FromHours(11));
        await rig.DataAsync("peek\r\n");
        Assert.Equal(before, StoreOf(rig).Writes);

        rig.Time.Advance(TimeSpan.FromHours(2));
        await rig.DataAsync("peek\r\n");
        Assert.Equal(before + 1, StoreOf(rig).Writes);
    }

    [Fact]
    public async Task Session_that_no_handler_asks_for_is_renewed_all_the_same()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().UseSessions().Handle(static _ => TcpReply.Respond("ok")), workers: 1, facts: Exact);
        await rig.SendAsync(TcpEvent.Connected);
        var (reads, writes) = (StoreOf(rig).Reads, StoreOf(rig).Writes);

        await rig.DataAsync("x\r\n");
        Assert.Equal((reads, writes), (StoreOf(rig).Reads, StoreOf(rig).Writes));

        rig.Time.Advance(TimeSpan.FromHours(13));
        await rig.DataAsync("x\r\n");
        Assert.Equal(writes + 1, StoreOf(rig).Writes);
    }

    [Fact]
    public async Task Session_that_somebody_else_has_written_is_not_overwritten()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().UseSessions().Handle(static async context =>
            {
                await context.Session.SetTextAsync("k", context.GetText());
                if (context.GetText() == "meanwhile" && context.Items.Count == 0)
                {
                    var other = (SharedMemoryStore)context.Services.GetService(typeof(ISessionStore))!;
                    var (key, value) = other.Values.Single();
                    var changed = value.ToArray();
                    changed[1]++;
                    other.Values[key] = changed;
                }

                return TcpReply.Respond("ok");
            }),
            facts: Exact);
        await rig.SendAsync(TcpEvent.Connected);
        Assert.Equal("Respond ok", await rig.DataAsync("one\r\n"));

        Assert.Equal("RespondClose okSomething went wrong\r\n", await rig.DataAsync("meanwhile\r\n"));
        Assert.Contains(rig.Log.Records, static record => record.Exception is SessionConflictException);
    }

    [Fact]
    public async Task Store_that_fails_closes_the_connection_and_says_so_in_the_log()
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        StoreOf(rig).Failure = new InvalidOperationException("store is gone");

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("x\r\n"));
        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close));
        Assert.Contains(rig.Log.Records, static record => record.Exception?.Message == "store is gone");
    }

    private static async Task<string> ConnectAndSendAsync(AppRig rig, string uuid, string body)
    {
        await rig.SendAsync(TcpEvent.Connected, uuid: uuid);
        return await rig.DataAsync(body, uuid);
    }
}
