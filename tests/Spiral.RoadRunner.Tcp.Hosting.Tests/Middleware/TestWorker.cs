using System.Buffers;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Hosting.Tests;

/// <summary>An application without a process, given events by the test.</summary>
internal sealed class TestWorker(TcpApplication application, RecordingLogger log)
{
    public const string Client = "192.0.2.7:4711";

    public TcpApplication Application => application;

    public IReadOnlyList<RecordedLog> Logs => log.Records;

    public Task<string> ConnectAsync(string uuid, string remote = Client) => SendAsync(TcpEvent.Connected, uuid, "", remote);

    public Task<string> SayAsync(string uuid, string text, string remote = Client) => SendAsync(TcpEvent.Data, uuid, text, remote);

    public Task<string> CloseAsync(string uuid, string remote = Client) => SendAsync(TcpEvent.Close, uuid, "", remote);

    public Task<string> SendAsync(TcpEvent happened, string uuid, string body, string remote) =>
        SendAsync(happened, uuid, Encoding.UTF8.GetBytes(body), remote);

    /// <summary>Has an event handled.</summary>
    /// <returns>The name of the answer, and behind a blank its bytes if it has any.</returns>
    public async Task<string> SendAsync(TcpEvent happened, string uuid, byte[] body, string remote = Client)
    {
        using var answer = new TcpAnswerBuffer();
        var incoming = new TcpIncoming(happened, "echo", uuid, remote, body.Length == 0 ? default : new ReadOnlySequence<byte>(body));
        var response = await application.Dispatcher.DispatchAsync(incoming, answer).Within();
        return answer.Length == 0 ? response.ToString() : $"{response} {Encoding.UTF8.GetString(answer.WrittenSpan)}";
    }

    public int Logged(int eventId) => Logs.Count(record => record.EventId == eventId);
}
