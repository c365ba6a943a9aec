using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

public sealed class CaptureFileTests : IDisposable
{
    private const string Right = """{"v":1,"seq":3,"pid":9,"time":"2026-01-01T00:00:01.500000Z","event":"Data","server":"smtp","uuid":"u","remote":"r","body":"aGk=","bodyTruncated":true,"answer":"RespondClose","reply":"Ynll","replyTruncated":true,"micros":12}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("capture-");

    private string FilePath => Path.Combine(_folder.FullName, "capture-smtp-u.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Record_comes_back_as_it_was_written()
    {
        var records = await ReadAsync(Right + "\r\n\n" + Right.Replace("\"v\":1", "\"later\":{\"x\":[1]},\"v\":1", StringComparison.Ordinal));

        Assert.Equal(2, records.Count);
        var record = records[0];
        Assert.Equal((3, 9, new DateTimeOffset(2026, 1, 1, 0, 0, 1, 500, TimeSpan.Zero)), (record.Sequence, record.ProcessId, record.Time));
        Assert.Equal((TcpEvent.Data, "smtp", "u", "r"), (record.Event, record.Server, record.ConnectionUuid, record.RemoteAddress));
        Assert.Equal((TcpResponse.RespondClose, true, true), (record.Answer, record.IsBodyTruncated, record.IsReplyTruncated));
        Assert.Equal("hi"u8, record.Body.Span);
        Assert.Equal("bye"u8, record.Reply.Span);
        Assert.Equal(TimeSpan.FromMicroseconds(12), record.Duration);
        Assert.Equal(Right + "\n", Encoding.UTF8.GetString(CaptureLineWriter.Write(record)));
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2", 6, "v has to be 1: this is another version of the format")]
    [InlineData("\"seq\":3", "\"seq\":\"3\"", 14, "seq has to be a number from 0 to 9223372036854775807")]
    [InlineData("\"Data\"", "\"data\"", 69, "event is \"data\", it has to be one of Unknown, Connected, Data, Close")]
    [InlineData("\"aGk=\"", "\"aGk\"", 123, "body has to be bytes in base64")]
    [InlineData("2026-01", "2026-31", 31, "time is \"2026-31-01T00:00:01.500000Z\", which is no time")]
    [InlineData("\"smtp\"", "5", 85, "server has to be a text")]
    [InlineData("true,\"answer\"", "1,\"answer\"", 146, "bodyTruncated has to be true or false")]
    [InlineData("\"uuid\"", "\"name\"", 223, "the field uuid is missing")]
    [InlineData("\"v\":1,", "", 217, "the field v is missing")]
    [InlineData("\"micros\":12}", "\"micros\":12", 223, "it is no JSON, or cut off")]
    [InlineData("{\"v\"", "[{\"v\"", 1, "a record is a JSON object")]
    [InlineData("\"smtp\"", "\"\\ud800\"", 85, "it is no text of UTF-8")]
    [InlineData("12}", "12}}", 224, "it is no JSON, or cut off")]
    public async Task Wrong_line_is_named_with_its_place(string part, string wrong, int column, string reason)
    {
        List<CaptureRecord> records = [];
        var error = await Assert.ThrowsAsync<CaptureFormatException>(() => ReadAsync($"{Right}\n{Right.Replace(part, wrong, StringComparison.Ordinal)}\n", records));

        Assert.Single(records);
        Assert.Equal((FilePath, 2, reason), (error.Path, error.Line, error.Message[(error.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal(column, error.Column);
        Assert.StartsWith($"{FilePath}, line 2, column {column}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_that_is_cut_anywhere_is_an_error_or_nothing()
    {
        for (var length = 1; length < Right.Length; length++)
        {
            await Assert.ThrowsAsync<CaptureFormatException>(() => ReadAsync(Right[..length]));
        }

        Assert.Empty(await ReadAsync(""));
    }

    [Fact]
    public async Task Line_of_any_bytes_is_a_record_or_an_error()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Right);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                CaptureLineReader.Read(bytes, FilePath, 1);
            }
            catch (CaptureFormatException error)
            {
                Assert.InRange(error.Column, 1, bytes.Length + 1);
            }
        }

        await Assert.ThrowsAsync<CaptureFormatException>(() => ReadAsync("\0"));
    }

    [Theory]
    [InlineData("smtp", "b993374e-7cf9-4cce-8400-b83bc249e093", "capture-smtp-b993374e-7cf9-4cce-8400-b83bc249e093.jsonl")]
    [InlineData("a/../b", "..", "capture-a____b")]
    public void Name_is_safe_and_always_the_same(string server, string uuid, string expected)
    {
        var name = CaptureFile.NameOf(server, uuid);

        Assert.Equal(name, CaptureFile.NameOf(server, uuid));
        Assert.Equal(expected.Split('.')[0], name.Split('.')[0]);
        Assert.DoesNotContain('/', name);
        Assert.DoesNotContain("..", name, StringComparison.Ordinal);
        Assert.EndsWith(".jsonl", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_different_connections_differ()
    {
        string[] ids = ["", "a", "A", "a/b", "a_b", "a?b", "é", new('x', 64), new('x', 65), new('x', 66)];

        Assert.Equal(ids.Length, ids.Select(id => CaptureFile.NameOf("s", id)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(ids, id => Assert.InRange(CaptureFile.NameOf(id, id).Length, 1, 200));
    }

    [Fact]
    public async Task Lines_that_many_threads_append_stay_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var count = 0; count < 50; count++)
            {
                AppendFile.Append(FilePath, Encoding.UTF8.GetBytes(Right.Replace("\"seq\":3", $"\"seq\":{(writer * 100) + count}", StringComparison.Ordinal) + "\n"));
            }
        }))).Within();

        List<CaptureRecord> records = [];
        await foreach (var record in CaptureFile.ReadAsync(FilePath))
        {
            records.Add(record);
        }

        Assert.Equal(400, records.Select(record => record.Sequence).Distinct().Count());
    }

    private async Task<List<CaptureRecord>> ReadAsync(string text, List<CaptureRecord>? records = null)
    {
        records ??= [];
        await File.WriteAllTextAsync(FilePath, text);
        await foreach (var record in CaptureFile.ReadAsync(FilePath))
        {
            records.Add(record);
        }

        return records;
    }
}
