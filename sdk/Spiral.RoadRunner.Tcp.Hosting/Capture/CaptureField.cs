namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>The names of the fields of a line.</summary>
internal static class CaptureField
{
    public const string Version = "v";
    public const string Sequence = "seq";
    public const string ProcessId = "pid";
    public const string Time = "time";
    public const string Event = "event";
    public const string Server = "server";
    public const string ConnectionUuid = "uuid";
    public const string RemoteAddress = "remote";
    public const string Body = "body";
    public const string IsBodyTruncated = "bodyTruncated";
    public const string Answer = "answer";
    public const string Reply = "reply";
    public const string IsReplyTruncated = "replyTruncated";
    public const string Micros = "micros";
}
