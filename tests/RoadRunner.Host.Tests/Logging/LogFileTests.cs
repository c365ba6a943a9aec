using System.Text;
using RoadRunner.Host.Logging;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Logging;

/// <summary>A file that others do things with while it is written.</summary>
public sealed class LogFileTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_file_holds_stays()
    {
        _folder.Write("a.log", "before\n");
        using var file = Open("a.log");
        Append(file, "one\n", "two\n");

        Assert.Equal("before\none\ntwo\n", _folder.Read("a.log"));
        Assert.Equal(15, file.Length);
    }

    [Fact]
    public void A_file_that_was_copied_and_emptied_goes_on_from_its_start()
    {
        using var file = Open("a.log");
        Append(file, "one\n");
        using (var other = new FileStream(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(0);
        }

        Append(file, "two\n");

        Assert.Equal("two\n", _folder.Read("a.log"));
    }

    // Where the system has no mode for it, two writers can come in each other's way.
    [Fact]
    public async Task Two_writers_of_one_file_do_not_overwrite_each_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the mode that makes it sure.");
        const int records = 5000;
        using var start = new Barrier(2);
        await Task.WhenAll(OwnThread.Run(WriteRecords), OwnThread.Run(WriteRecords)).Within();

        Assert.Equal(string.Concat(Enumerable.Repeat("record\n", 2 * records)), _folder.Read("a.log"));

        void WriteRecords()
        {
            using var file = Open("a.log");
            start.SignalAndWait();
            for (var record = 0; record < records; record++)
            {
                Append(file, "record\n");
            }
        }
    }

    [Fact]
    public void A_file_that_was_renamed_is_made_anew()
    {
        using var file = Open("a.log");
        Append(file, "one\n");
        File.Move(file.Path, _folder.PathOf("a.log.1"));
        Append(file, "two\n");

        Assert.Equal(("one\n", "two\n"), (_folder.Read("a.log.1"), _folder.Read("a.log")));
    }

    [Fact]
    public void A_file_that_another_took_the_place_of_is_left()
    {
        using var file = Open("a.log");
        Append(file, "one\n");
        File.Move(file.Path, _folder.PathOf("a.log.1"));
        _folder.Write("a.log", "");
        Append(file, "two\n");

        Assert.Equal(("one\n", "two\n"), (_folder.Read("a.log.1"), _folder.Read("a.log")));
    }

    [Fact]
    public void A_link_leads_to_its_file()
    {
        _folder.Write("real.log", "zero\n");
        File.CreateSymbolicLink(_folder.PathOf("a.log"), "real.log");
        using var file = Open("a.log");
        Append(file, "one\n");
        Append(file, "two\n");

        Assert.Equal("zero\none\ntwo\n", _folder.Read("real.log"));
    }

    [Fact]
    public void A_directory_that_was_deleted_is_a_fault_until_it_is_back()
    {
        var directory = Directory.CreateDirectory(_folder.PathOf("logs"));
        using var file = Open("logs/a.log");
        directory.Delete(recursive: true);

        Assert.Throws<DirectoryNotFoundException>(() => Append(file, "lost\n"));
        directory.Create();
        Append(file, "here\n");

        Assert.Equal("here\n", _folder.Read("logs/a.log"));
    }

    [Fact]
    public void A_disk_that_is_full_is_a_fault()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no disk that is always full but on Linux.");
        using var file = new LogFile("/dev/full", Mode);

        Assert.Throws<IOException>(() => Append(file, "record\n"));
    }

    [Fact]
    public void Nobody_but_the_owner_can_write_to_a_new_file()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var file = Open("a.log");

            // The umask may have taken more away.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path) & ~(UnixFileMode.GroupRead | UnixFileMode.OtherRead));
        }
    }

    private static void Append(LogFile file, params IEnumerable<string> records) =>
        file.Append([.. records.Select(static record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record))]);

    private LogFile Open(string name) => new(_folder.PathOf(name), Mode);
}
