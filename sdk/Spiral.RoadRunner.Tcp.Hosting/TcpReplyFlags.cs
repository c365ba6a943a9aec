namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What an answer does beside writing.</summary>
[Flags]
internal enum TcpReplyFlags : byte
{
    None = 0,
    Closes = 1,
    LeavesToNext = 2,
}
