using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>What to answer, and what then.</summary>
/// <param name="Bytes">One or more whole lines; empty with <see cref="SmtpNext.CheckCredentials"/>. Never to be changed: most replies are shared.</param>
/// <param name="Next">What to do with it.</param>
/// <param name="Credentials">What to check; only with <see cref="SmtpNext.CheckCredentials"/>.</param>
public readonly record struct SmtpReply(ReadOnlyMemory<byte> Bytes, SmtpNext Next = SmtpNext.Keep, SmtpCredentials? Credentials = null)
{
    /// <summary>Gets the code; 0 when there is no reply yet.</summary>
    public int Code => Bytes.IsEmpty ? 0 : int.Parse(Bytes.Span[..3]);

    /// <summary>Makes a reply of one line.</summary>
    /// <param name="code">Three digits.</param>
    /// <param name="text">Printable ASCII; what does not fit into <see cref="SmtpLimits.ReplyLine"/> is left out.</param>
    /// <param name="next">What to do with it.</param>
    public static SmtpReply Line(int code, string text, SmtpNext next = SmtpNext.Keep) =>
        new(Encoding.ASCII.GetBytes(LineText(code, ' ', text)), next);

    /// <summary>Makes a reply of several lines, RFC 5321 4.2.1.</summary>
    public static SmtpReply Lines(int code, params ReadOnlySpan<string> texts)
    {
        var reply = new StringBuilder();
        for (var index = 0; index < texts.Length; index++)
        {
            reply.Append(LineText(code, index == texts.Length - 1 ? ' ' : '-', texts[index]));
        }

        return new SmtpReply(Encoding.ASCII.GetBytes(reply.ToString()));
    }

    private static string LineText(int code, char separator, string text)
    {
        const int MaxText = SmtpLimits.ReplyLine - 6;
        return $"{code}{separator}{(text.Length > MaxText ? text[..MaxText] : text)}\r\n";
    }
}
