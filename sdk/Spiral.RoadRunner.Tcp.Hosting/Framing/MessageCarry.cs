namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What has to be kept between two events beside the bytes of <see cref="MessageReader.Remaining"/>.</summary>
/// <param name="IsDiscarding">Whether the current message is too large and is being thrown away; what remains are then no more than the bytes in which its end may begin.</param>
/// <param name="DiscardedBytes">How many of its bytes are gone.</param>
internal readonly record struct MessageCarry(bool IsDiscarding, long DiscardedBytes);
