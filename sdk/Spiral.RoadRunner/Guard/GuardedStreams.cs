using Microsoft.Win32.SafeHandles;

namespace Spiral.RoadRunner;

/// <summary>The private handles that <see cref="DescriptorGuard"/> has moved the standard streams to.</summary>
/// <param name="Input">What was stdin.</param>
/// <param name="Output">What was stdout.</param>
internal sealed record GuardedStreams(SafeFileHandle Input, SafeFileHandle Output);
