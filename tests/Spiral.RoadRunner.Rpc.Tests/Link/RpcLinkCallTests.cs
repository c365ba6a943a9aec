namespace Spiral.RoadRunner.Rpc.Tests;

public sealed class RpcLinkCallTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_takes_too_long_is_given_up_and_its_late_reply_reaches_nobody()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var late = fixture.CallAsync("test.Slow");
        var lateCall = await fixture.Peer.NextAsync();
        fixture.Time.Advance(Seconds.Of(21));

        var error = await Assert.ThrowsAsync<CommandTimeoutException>(() => late.Within());
        Assert.Equal("test.Slow was not answered within 21 s.", error.Message);
        Assert.Equal(("test.Slow", Seconds.Of(21)), (error.Method, error.Timeout));

        var next = fixture.CallAsync("test.Slow");
        var nextCall = await fixture.Peer.NextAsync();
        await lateCall.ReplyAsync("\"late\"");
        await nextCall.ReplyAsync("\"next\"");
        Assert.Equal("next", await next.Within());
        Assert.Equal(RpcLinkState.Connected, fixture.Link.Health.State);
    }

    [Fact]
    public async Task A_call_has_the_time_that_it_asks_for()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var call = fixture.Link.CallAsync("test.Slow", "", TestCodecs.Text, Seconds.Of(3), Token).AsTask();
        await fixture.Peer.NextAsync();
        fixture.Time.Advance(Seconds.Of(3));

        Assert.Equal(Seconds.Of(3), (await Assert.ThrowsAsync<CommandTimeoutException>(() => call.Within())).Timeout);
    }

    [Fact]
    public async Task A_canceled_call_leaves_the_link_usable()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        using var caller = new CancellationTokenSource();
        var call = fixture.Link.CallAsync("test.Slow", "", TestCodecs.Text, timeout: null, caller.Token).AsTask();
        var request = await fixture.Peer.NextAsync();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
        await request.ReplyAsync("\"late\"");
        fixture.Peer.Answer("test.Echo", other => other.ReplyAsync(other.Body));
        Assert.Equal("hello", await fixture.CallAsync("test.Echo", "hello").Within());
    }

    [Fact]
    public async Task An_error_of_the_server_stays_an_RpcException()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("test.Fail", call => call.FailAsync("no such storage: x"));

        var error = await Assert.ThrowsAsync<RpcException>(() => fixture.CallAsync("test.Fail").Within());
        Assert.Equal("no such storage: x", error.Text);
        Assert.Equal(0, fixture.Link.Health.InFlight);
    }

    [Fact]
    public async Task A_reply_that_cannot_be_read_fails_this_call_only()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        fixture.Peer.Answer("test.Odd", call => call.ReplyAsync("{"));
        fixture.Peer.Answer("test.Echo", call => call.ReplyAsync(call.Body));

        await Assert.ThrowsAsync<RpcBodyException>(() => fixture.CallAsync("test.Odd").Within());
        Assert.Equal("x", await fixture.CallAsync("test.Echo", "x").Within());
    }

    [Fact]
    public async Task A_hundred_callers_get_their_own_answers_in_any_order()
    {
        await using var fixture = await LinkFixture.ConnectedAsync();
        var random = new Random(7);
        for (var round = 0; round < 10; round++)
        {
            var callers = Enumerable.Range(0, 100).Select(index => fixture.CallAsync("test.Shuffle", $"caller {index}")).ToArray();
            var requests = new PeerCall[100];
            for (var index = 0; index < requests.Length; index++)
            {
                requests[index] = await fixture.Peer.NextAsync();
            }

            random.Shuffle(requests);
            await Task.WhenAll(requests.Select(request => request.ReplyAsync(request.Body)));
            Assert.Equal(Enumerable.Range(0, 100).Select(index => $"caller {index}"), await Task.WhenAll(callers).Within());
        }
    }

    [Fact]
    public async Task The_call_over_the_limit_is_refused_at_once_and_the_next_one_has_room()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { MaxInFlight = 10 });
        var hanging = Enumerable.Range(0, 10).Select(_ => fixture.CallAsync("test.Hang")).ToArray();
        var requests = new List<PeerCall>();
        for (var index = 0; index < 10; index++)
        {
            requests.Add(await fixture.Peer.NextAsync());
        }

        Assert.True(fixture.Link.Health.IsOverloaded);
        var refused = fixture.CallAsync("test.Hang");
        Assert.True(refused.IsFaulted);
        var error = await Assert.ThrowsAsync<BackpressureException>(() => refused);
        Assert.Equal("test.Hang was not sent: 10 calls are in flight, and the limit is 10.", error.Message);

        await requests[0].ReplyAsync("\"done\"");
        Assert.Equal("done", await hanging[0].Within());
        Assert.Equal((9, 10, false), (fixture.Link.Health.InFlight, fixture.Link.Health.MaxInFlight, fixture.Link.Health.IsOverloaded));
        fixture.Peer.Answer("test.Echo", call => call.ReplyAsync(call.Body));
        Assert.Equal("room", await fixture.CallAsync("test.Echo", "room").Within());
        Assert.Equal(12, fixture.Peer.Log.Count);
    }

    [Fact]
    public async Task A_request_over_the_limit_of_the_link_is_an_ArgumentException()
    {
        await using var fixture = await LinkFixture.ConnectedAsync(options => options with { MaxPayloadBytes = 1024 });
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.CallAsync("test.Echo", new string('x', 1024)).Within());
        Assert.Equal((RpcLinkState.Connected, 0), (fixture.Link.Health.State, fixture.Link.Health.InFlight));
    }

    [Fact]
    public async Task A_killed_server_fails_everything_in_flight_and_nothing_is_applied_twice()
    {
        const int Callers = 100;
        await using var fixture = await LinkFixture.ConnectedAsync();
        var applied = new int[2000];
        fixture.Peer.Answer("test.Apply", call =>
        {
            Interlocked.Increment(ref applied[int.Parse(call.Body.Trim('"'))]);
            return call.ReplyAsync("\"ok\"");
        });

        var number = -1;
        var confirmed = 0;
        var failed = 0;
        var allFailed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task CallerAsync()
        {
            for (int mine; (mine = Interlocked.Increment(ref number)) < applied.Length;)
            {
                if (mine == applied.Length / 2)
                {
                    fixture.Peer.Kill();
                }

                try
                {
                    await fixture.CallAsync("test.Apply", $"{mine}");
                    Interlocked.Increment(ref confirmed);
                }
                catch (RpcLinkException error) when (error is ConnectionLostException or NotConnectedException)
                {
                    Assert.Equal(RpcLinkState.Reconnecting, fixture.Link.Health.State);
                    if (Interlocked.Increment(ref failed) == Callers)
                    {
                        allFailed.SetResult();
                    }

                    await fixture.Link.ConnectAsync(Token);
                }
            }
        }

        // Nobody moves the clock, so every caller fails at once or never.
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(CallerAsync)).ToArray();
        await allFailed.Task.Within();
        fixture.Peer.IsUp = true;
        await fixture.Time.PassAsync(Seconds.Of(1));
        await Task.WhenAll(callers).Within();

        Assert.DoesNotContain(applied, count => count > 1);
        Assert.Equal((applied.Length - Callers, Callers), (confirmed, failed));
        Assert.InRange(applied.Count(count => count == 1), confirmed, applied.Length);
        Assert.Equal((RpcLinkState.Connected, 0), (fixture.Link.Health.State, fixture.Link.Health.InFlight));
    }
}
