using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoadRunner.Samples.Smtp;

/// <summary>Writes the lines that a mail gets on its way, RFC 5321 4.4.</summary>
internal static class TraceHeader
{
    public static byte[] Write(MailEnvelope envelope, string hostName)
    {
        var header = new StringBuilder();
        header.Append(CultureInfo.InvariantCulture, $"Return-Path: <{envelope.ReversePath}>\r\n");
        header.Append(CultureInfo.InvariantCulture, $"Received: from {envelope.ClientName}{Peer(envelope.RemoteAddress)}\r\n");
        header.Append(CultureInfo.InvariantCulture, $"\tby {hostName} with {Protocol(envelope)} id {envelope.Id:N}");

        // With more of them, one would learn here who else got the mail.
        if (envelope.Recipients is [var only])
            header.Append(CultureInfo.InvariantCulture, $"\r\n\tfor <{only}>");

        header.Append(CultureInfo.InvariantCulture, $";\r\n\t{envelope.ReceivedAt.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        return Encoding.ASCII.GetBytes(header.ToString());
    }

    // RFC 3848.
    private static string Protocol(MailEnvelope envelope) => (envelope.IsEsmtp, envelope.IsEncrypted, envelope.User is not null) switch
    {
        (false, _, _) => "SMTP",
        (_, false, false) => "ESMTP",
        (_, false, true) => "ESMTPA",
        (_, true, false) => "ESMTPS",
        (_, true, true) => "ESMTPSA",
    };

    private static string Peer(string? remoteAddress)
    {
        if (!IPEndPoint.TryParse(remoteAddress ?? "", out var peer))
            return "";

        return peer.AddressFamily == AddressFamily.InterNetworkV6 ? $" ([IPv6:{peer.Address}])" : $" ([{peer.Address}])";
    }
}
