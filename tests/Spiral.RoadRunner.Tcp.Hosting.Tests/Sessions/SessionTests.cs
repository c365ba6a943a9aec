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

    [Fact]
    public async Task Session_that_is_kept_beyond_its_event_is_ended_and_not_that_of_the_next_client()
    {
        var kept = new List<TcpSession>();
        await using var rig = await AppRig.StartAsync(
            app => app.MapServer("main").UseLines().UseSessions().Handle(async context =>
            {
                kept.Add(context.Session);
                await context.Session.SetTextAsync("name", context.GetText());
                if (kept.Count == 2)
                {
                    await Assert.ThrowsAsync<InvalidOperationException>(() => kept[0].SetTextAsync("name", "stolen").AsTask());
                }

                return TcpReply.Respond((await context.Session.GetTextAsync("name"))!);
            }),
            workers: 1,
            facts: Exact);

        Assert.Equal("Respond ann", await ConnectAndSendAsync(rig, "u1", "ann\r\n"));
        Assert.Equal("Respond bob", await ConnectAndSendAsync(rig, "u2", "bob\r\n"));
    }

    [Fact]
    public async Task Store_that_cannot_be_used_fails_the_start()
    {
        var store = new SharedMemoryStore { Failure = new InvalidOperationException("no such storage") };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AppRig.StartAsync(
            static app => app.MapServer("main").UseSessions(), configure: builder => builder.UseSessions(_ => store)));

        Assert.Equal("The store of the sessions cannot be used: no such storage", refused.Message);
    }

    [Fact]
    public async Task Sessions_in_a_storage_need_RPC_and_the_start_says_so()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AppRig.StartAsync(
            static app => app.MapServer("main").UseSessions(), configure: static builder => builder.UseKeyValueSessions("state")));

        Assert.Contains("sections rpc and kv", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spool_grows_over_events_and_is_read_whole()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().UseSessions().Handle(static async context =>
            {
                var spool = context.Session.Spool("body");
                switch (context.GetText())
                {
                    case "read":
                        using (var copy = new MemoryStream())
                        {
                            await spool.CopyToAsync(copy);
                            return TcpReply.Respond(copy.ToArray());
                        }

                    case "clear":
                        await spool.ClearAsync();
                        return TcpReply.Read;
                    default:
                        await spool.AppendAsync(System.Buffers.BuffersExtensions.ToArray(context.Message));
                        return TcpReply.Respond($"{await spool.GetLengthAsync()}");
                }
            }),
            workers: 3,
            facts: Exact);
        await rig.SendAsync(TcpEvent.Connected);
        var lines = Enumerable.Range(0, 100).Select(static number => $"line {number} {new string('x', number * 7)}").ToArray();
        var length = 0;
        foreach (var line in lines)
        {
            length += line.Length;
            Assert.Equal($"Respond {length}", await rig.DataAsync(line + "\r\n"));
        }

        Assert.Equal("Respond " + string.Concat(lines), await rig.DataAsync("read\r\n"));
        Assert.True(StoreOf(rig).Values.Count > 10);
        Assert.Equal(TimeSpan.FromHours(1), StoreOf(rig).Lifetimes.First(static pair => pair.Key.Contains(":body:", StringComparison.Ordinal)).Value);

        Assert.Equal("Read", await rig.DataAsync("clear\r\n"));
        Assert.Single(StoreOf(rig).Values);
        Assert.Equal("Respond 1", await rig.DataAsync("z\r\n"));
        Assert.Equal("Respond z", await rig.DataAsync("read\r\n"));
        await rig.SendAsync(TcpEvent.Close);
        Assert.Empty(StoreOf(rig).Values);
    }

    [Fact]
    public async Task Piece_of_a_spool_that_is_gone_is_named()
    {
        await using var rig = await AppRig.StartAsync(
            static app => app.MapServer("main").UseLines().UseSessions().Handle(static async context =>
            {
                var spool = context.Session.Spool("body");
                await spool.AppendAsync(new byte[500]);
                using var copy = new MemoryStream();
                await spool.CopyToAsync(copy);
                return TcpReply.Respond($"{copy.Length}");
            }),
            facts: Exact);
        await rig.SendAsync(TcpEvent.Connected);
        Assert.Equal("Respond 500", await rig.DataAsync("x\r\n"));
        StoreOf(rig).Values.TryRemove(StoreOf(rig).Values.Keys.Single(static key => key.Contains(":body:", StringComparison.Ordinal)), out _);

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("x\r\n"));
        Assert.Contains(rig.Log.Records, static record => record.Exception is SessionLostException { Message: var text } && text.Contains("piece 0 of 1 of the spool body is gone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("09")]
    [InlineData("01")]
    [InlineData("01ffffffffffffffffffff01")]
    [InlineData("0101010005")]
    public async Task Session_that_cannot_be_read_closes_the_connection(string hex)
    {
        await using var rig = await StartAsync();
        await rig.SendAsync(TcpEvent.Connected);
        StoreOf(rig).Values[StoreOf(rig).Values.Keys.Single()] = Convert.FromHexString(hex);

        Assert.Equal("RespondClose Something went wrong\r\n", await rig.DataAsync("x\r\n"));
        Assert.Contains(rig.Log.Records, static record => record.Exception is SessionLostException);
        Assert.Equal("Read", await rig.SendAsync(TcpEvent.Close));
        Assert.Empty(StoreOf(rig).Values);
    }

    private static async Task<string> ConnectAndSendAsync(AppRig rig, string uuid, string body)
    {
        await rig.SendAsync(TcpEvent.Connected, uuid: uuid);
        return await rig.DataAsync(body, uuid);
    }
}
