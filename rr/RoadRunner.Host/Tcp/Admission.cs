using System.Net;

namespace RoadRunner.Host.Tcp;

/// <summary>What became of a client before its connection began.</summary>
/// <param name="Remote">Where it is; a proxy may have said so.</param>
/// <param name="Refusal">Why it is not served; null when it is.</param>
/// <param name="Text">What it is told when it is not served.</param>
internal readonly record struct Admission(EndPoint? Remote, Refusal? Refusal, ReadOnlyMemory<byte> Text);
