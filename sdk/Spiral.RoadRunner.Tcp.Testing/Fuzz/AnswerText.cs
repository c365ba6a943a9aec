using System.Net;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a server has answered, made comparable.</summary>
internal static class AnswerText
{
    /// <summary>Gets the address of every client, so that it is the same in all answers.</summary>
    public static IPEndPoint Client { get; } = new(IPAddress.Loopback, 50000);

    /// <summary>Takes out the id of the connection, and what the rules name. The bytes stay what they are otherwise.</summary>
    public static byte[] Scrub(byte[] answer, string uuid, TcpConversation conversation)
    {
        // Latin-1 takes bytes through text and back unchanged.
        var text = Encoding.Latin1.GetString(answer).Replace(uuid, "{connection}", StringComparison.Ordinal);
        foreach (var rule in conversation.Rules.Concat(TranscriptRule.Default))
        {
            text = rule.Apply(text);
        }

        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Returns the answer as lines.</summary>
    public static string Of(byte[] answer, TcpConversation conversation)
    {
        var transcript = new Transcript();
        transcript.Sent(conversation.Bytes.Span);
        transcript.Received(answer);
        transcript.Closed("server");
        return transcript.ToString();
    }
}
