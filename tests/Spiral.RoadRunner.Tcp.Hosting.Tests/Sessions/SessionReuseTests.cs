namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

/// <summary>Reads of the store that end when nobody waits for them any more.</summary>
public sealed class SessionReuseTests
{
    [Fact]
    public async Task Session_that_arrives_after_its_event_does_not_become_that_of_another_client()
    {
        var store = new SlowStore();
        ValueTask<string?> abandoned = default;
        await using var rig = await AppRig.StartAsync(
            app => app.MapServer("main").UseSessions().Handle(async context =>
            {
                switch (context.GetText())
                {
                    case "give up":
                        abandoned = context.Session.GetTextAsync("name");
                        return TcpReply.Read;
                    case "release":
                        store.Release();
                        await Assert.ThrowsAsync<InvalidOperationException>(() => abandoned.AsTask().Within());
                        return TcpReply.Respond(await context.Session.GetTextAsync("name") ?? "nobody");
                    default:
                        await context.Session.SetTextAsync("name", context.GetText());
                        return TcpReply.Read;
                }
            }),
            configure: builder => builder.UseSessions(_ => store));
        await rig.SendAsync(TcpEvent.Connected);
        await rig.SendAsync(TcpEvent.Connected, uuid: "u2");
        await rig.DataAsync("alice");

        store.Hold();
        await rig.DataAsync("give up");

        Assert.Equal("Respond nobody", await rig.DataAsync("release", uuid: "u2"));
    }

    [Fact]
    public async Task Values_that_are_set_at_once_are_all_kept()
    {
        var store = new SlowStore();
        await using var rig = await AppRig.StartAsync(
            app => app.MapServer("main").UseSessions().Handle(async context =>
            {
                if (context.GetText() == "read")
                {
                    return TcpReply.Respond(await context.Session.GetTextAsync("a") + await context.Session.GetTextAsync("b"));
                }

                store.Hold();
                var first = context.Session.SetTextAsync("a", "1").AsTask();
                var second = context.Session.SetTextAsync("b", "2").AsTask();
                store.Release();
                await Task.WhenAll(first, second).Within();
                return TcpReply.Read;
            }),
            configure: builder => builder.UseSessions(_ => store));
        await rig.SendAsync(TcpEvent.Connected);
        await rig.DataAsync("set");

        Assert.Equal("Respond 12", await rig.DataAsync("read"));
    }
}
