using System.Text;
using System.Text.Json;
using RoadRunner.Host.Locks;
using RoadRunner.TestKit;
using Xunit;

namespace RoadRunner.Host.Tests.Locks;

/// <summary>The recorded calls of a genuine server, answered by the manager on a manual clock.</summary>
public sealed class LockTranscriptTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly LockManager _locks;

    public LockTranscriptTests() => _locks = new LockManager(_time);

    public void Dispose() => _locks.Dispose();

    [Fact]
    public async Task Every_call_of_rpc_lock_has_the_recorded_answer()
    {
        var calls = 0;
        foreach (var (call, note) in RecordedCall.Read("rpc-lock"))
        {
            if (call is not null)
            {
                calls++;
                Assert.Equal((call.IsError ? call.ReplyText : IsOk(call).ToString(), note), (await AnswerAsync(call), note));
            }
        }

        Assert.Equal(22, calls);
    }

    // The last two are deliberately corrected: a release and a read lock that RoadRunner refuses until it is restarted.
    [Fact]
    public async Task The_calls_of_rpc_lock_stuck_do_not_stick()
    {
        var answers = new List<string>();
        foreach (var (call, _) in RecordedCall.Read("rpc-lock-stuck"))
        {
            if (call is not null)
            {
                answers.Add($"{call.Method} {await AnswerAsync(call)}, recorded {IsOk(call)}");
            }
        }

        Assert.Equal(
            [
                "lock.LockRead True, recorded True",
                "lock.LockRead True, recorded True",
                "lock.Lock False, recorded False",
                "lock.Release True, recorded False",
                "lock.LockRead True, recorded False",
            ],
            answers);
    }

    private static bool IsOk(RecordedCall call) => call.Reply.AsSpan().IndexOf("true"u8) >= 0 || call.Reply.AsSpan().SequenceEqual("\b\u0001"u8);

    private async Task<string> AnswerAsync(RecordedCall call)
    {
        var (resource, id, ttl, wait) = call.Codec == RecordedCall.Json ? ReadJson(call.Body) : ReadProto(call.Body);
        try
        {
            var answer = call.Method switch
            {
                "lock.Lock" => _locks.LockAsync(resource, id, ttl, wait, TestContext.Current.CancellationToken).AsTask(),
                "lock.LockRead" => _locks.LockReadAsync(resource, id, ttl, wait, TestContext.Current.CancellationToken).AsTask(),
                "lock.Release" => Task.FromResult(_locks.Release(resource, id)),
                "lock.ForceRelease" => Task.FromResult(_locks.ForceRelease(resource)),
                "lock.Exists" => Task.FromResult(_locks.Exists(resource, id)),
                "lock.UpdateTTL" => Task.FromResult(_locks.UpdateTtl(resource, id, ttl)),
                _ => throw new InvalidDataException(call.Method),
            };

            // Until the wait is over; a ttl that ends on the way does so in time.
            while (!answer.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
            }

            return (await answer).ToString();
        }
        catch (LockException error)
        {
            return error.Message;
        }
    }

    private static (string Resource, string Id, long Ttl, long Wait) ReadJson(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return (
            json.RootElement.GetProperty("resource").GetString()!,
            json.RootElement.GetProperty("id").GetString()!,
            json.RootElement.TryGetProperty("ttl", out var ttl) ? ttl.GetInt64() : 0,
            json.RootElement.TryGetProperty("wait", out var wait) ? wait.GetInt64() : 0);
    }

    // resource = 1, id = 2: texts; ttl = 3, wait = 4: varints.
    private static (string Resource, string Id, long Ttl, long Wait) ReadProto(byte[] body)
    {
        var texts = new string[] { "", "", "", "", "" };
        var numbers = new long[5];
        for (var at = 0; at < body.Length;)
        {
            var tag = (int)Varint(body, ref at);
            var value = Varint(body, ref at);
            if ((tag & 7) == 2)
            {
                texts[tag >> 3] = Encoding.UTF8.GetString(body, at, (int)value);
                at += (int)value;
            }
            else
            {
                numbers[tag >> 3] = value;
            }
        }

        return (texts[1], texts[2], numbers[3], numbers[4]);
    }

    private static long Varint(byte[] body, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = body[at++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
