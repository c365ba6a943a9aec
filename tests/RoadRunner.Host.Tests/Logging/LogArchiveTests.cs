using RoadRunner.Host.Configuration;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>Which files that were set aside are kept.</summary>
public sealed class LogArchiveTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_newest_are_kept_by_the_time_in_their_names()
    {
        Make("a-2026-11-18T00-00-00.000.log", "a-2026-11-19T00-00-00.000.log.gz", "a-2026-11-20T00-00-00.000.log", "a-2026-11-20T00-00-00.001.log");
        File.SetLastWriteTimeUtc(_folder.PathOf("a-2026-11-18T00-00-00.000.log"), new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Tidy(new LogFileConfiguration("a.log") { MaxBackups = 2 });

        Assert.Equal(["a-2026-11-20T00-00-00.000.log", "a-2026-11-20T00-00-00.001.log"], _folder.Names);
    }

    [Fact]
    public void Old_ones_go_when_their_day_has_come()
    {
        Make("a-2026-11-18T12-00-00.000.log", "a-2026-11-18T12-00-00.001.log.gz");
        var options = new LogFileConfiguration("a.log") { MaxAgeDays = 2 };

        Tidy(options);
        Assert.Equal(2, _folder.Names.Count());

        _time.Advance(TimeSpan.FromMilliseconds(1));
        Tidy(options);
        Assert.Equal(["a-2026-11-18T12-00-00.001.log.gz"], _folder.Names);
    }

    [Fact]
    public void Without_limits_all_are_kept()
    {
        string[] names = ["a-0001-01-01T00-00-00.000.log", .. Enumerable.Range(10, 30).Select(static second => $"a-2026-11-20T00-00-{second}.000.log")];
        Make(names);

        Tidy(new LogFileConfiguration("a.log") { MaxAgeDays = -1, MaxBackups = -1 });

        Assert.Equal(names, _folder.Names);
    }

    [Fact]
    public void A_file_with_another_name_is_never_touched()
    {
        string[] strangers =
        [
            "a-2026-11-01.log", "a-2026-11-01T00-00-00.000.log.bak", "a-2026-11-01T00-00-00.000.log.gz.gz", "a-2026-11-01T00-00-00.000.txt",
            "a-2026-11-01T00-00-00.log", "a-2026-13-01T00-00-00.000.log", "a-notes.log", "a.log", "a.log.1", "b-2026-11-01T00-00-00.000.log", "xa-2026-11-01T00-00-00.000.log",
        ];
        Make([.. strangers, "a-2026-11-01T00-00-00.000.log"]);

        Tidy(new LogFileConfiguration("a.log") { MaxAgeDays = 1, MaxBackups = 1, Compress = true });

        Assert.Equal(strangers, _folder.Names);
    }

    [Fact]
    public void A_file_and_what_was_compressed_of_it_count_as_one()
    {
        Make("a-2026-11-19T00-00-00.000.log", "a-2026-11-20T00-00-00.000.log", "a-2026-11-20T00-00-00.000.log.gz");

        Tidy(new LogFileConfiguration("a.log") { MaxBackups = 2, Compress = true });

        Assert.Equal(["a-2026-11-19T00-00-00.000.log.gz", "a-2026-11-20T00-00-00.000.log.gz"], _folder.Names);
    }

    [Fact]
    public void A_stop_leaves_a_file_as_it_was()
    {
        Make("a-2026-11-20T00-00-00.000.log");

        Archive(new LogFileConfiguration("a.log") { Compress = true }).Tidy(new CancellationToken(canceled: true));

        Assert.Equal(["a-2026-11-20T00-00-00.000.log"], _folder.Names);
    }

    [Theory]
    [InlineData("rr", "rr-2026-11-20T12-00-00.000")]
    [InlineData("rr.tar.log", "rr.tar-2026-11-20T12-00-00.000.log")]
    public void A_name_gets_the_time_before_its_extension(string name, string expected)
    {
        Make(name);
        new LogArchive(_folder.PathOf(name), new LogFileConfiguration(name), _time).SetAside();
        Assert.Equal([expected], _folder.Names);
    }

    private void Make(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            _folder.Write(name, name);
        }
    }

    private void Tidy(LogFileConfiguration options) => Archive(options).Tidy(TestContext.Current.CancellationToken);

    private LogArchive Archive(LogFileConfiguration options) => new(_folder.PathOf("a.log"), options, _time);
}
