using System.Globalization;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests.Sessions;

public sealed class MemorySessionStoreTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Value_is_gone_after_its_lifetime()
    {
        var store = new MemorySessionStore(_time);
        await SetAsync(store, "a", TimeSpan.FromMinutes(1));

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("value", Encoding.ASCII.GetString((await store.GetAsync("a", CancellationToken.None))!));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await store.GetAsync("a", CancellationToken.None));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task What_nobody_asks_for_any_more_does_not_pile_up()
    {
        var store = new MemorySessionStore(_time);
        var most = 0;
        for (var number = 0; number < 20_000; number++)
        {
            await SetAsync(store, number.ToString(CultureInfo.InvariantCulture), TimeSpan.FromMinutes(1));
            _time.Advance(TimeSpan.FromMilliseconds(100));
            most = Math.Max(most, store.Count);
        }

        // 600 of them live at a time.
        Assert.InRange(most, 600, 4_000);
    }

    [Fact]
    public void Clock_of_renewals_is_bounded()
    {
        var clock = new RenewalClock();
        for (var number = 0; number < 100_000; number++)
        {
            clock.Note(number.ToString(CultureInfo.InvariantCulture), number);
        }

        Assert.Equal(99_999, clock.Find("99999"));
        Assert.InRange(Enumerable.Range(0, 100_000).Count(number => clock.Find(number.ToString(CultureInfo.InvariantCulture)) is not null), 1, 20_000);
    }

    private static ValueTask SetAsync(MemorySessionStore store, string key, TimeSpan timeToLive) =>
        store.SetAsync([new(key, "value"u8.ToArray())], timeToLive, CancellationToken.None);
}
