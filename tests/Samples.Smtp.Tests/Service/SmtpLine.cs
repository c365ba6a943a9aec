using System.Buffers;
using System.Text;
using Spiral.RoadRunner.Tcp;
using Spiral.RoadRunner.Tcp.Hosting;

namespace RoadRunner.Samples.Smtp.Tests;

/// <summary>A connection to workers.</summary>
/// <param name="worker">Says who handles the next event.</param>
internal sealed class SmtpLine(Func<TcpDispatcher> worker)
{
    private readonly string _uuid = Guid.NewGuid().ToString("D");

    /// <summary>Gets a value indicating whether an answer has closed the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Returns the greeting.</summary>
    public Task<string> OpenAsync() => EventAsync(TcpEvent.Connected, "");

    /// <summary>Greets and says EHLO.</summary>
    public async Task<SmtpLine> GreetAsync()
    {
        Assert.StartsWith("220 ", await OpenAsync(), StringComparison.Ordinal);
        Assert.StartsWith("250-", await SendAsync("EHLO client\r\n"), StringComparison.Ordinal);
        return this;
    }

    /// <summary>Comes to the point where the body of a mail is expected.</summary>
    public async Task<SmtpLine> BeginMailAsync()
    {
        Assert.StartsWith("250 OK\r\n250 OK\r\n354 ", await SendAsync("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"), StringComparison.Ordinal);
        return this;
    }

    /// <summary>Sends bytes, each character one, in one event.</summary>
    public Task<string> SendAsync(string bytes) => EventAsync(TcpEvent.Data, bytes);

    /// <summary>Sends each part as an event of its own.</summary>
    /// <returns>All answers.</returns>
    public async Task<string> SendAsync(IEnumerable<string> parts)
    {
        var answers = new StringBuilder();
        foreach (var part in parts.TakeWhile(_ => !IsClosed))
        {
            answers.Append(await SendAsync(part));
        }

        return answers.ToString();
    }

    public Task EndAsync() => EventAsync(TcpEvent.Close, "");

    private async Task<string> EventAsync(TcpEvent happened, string bytes)
    {
        Assert.True(happened == TcpEvent.Close || !IsClosed, "The connection is closed.");
        using var answer = new TcpAnswerBuffer();
        var incoming = new TcpIncoming(happened, "smtp", _uuid, "192.0.2.1:1234", new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(bytes)));
        var response = await worker().DispatchAsync(incoming, answer).Within();
        IsClosed |= response is TcpResponse.Close or TcpResponse.RespondClose;
        return Encoding.Latin1.GetString(answer.WrittenSpan);
    }
}
