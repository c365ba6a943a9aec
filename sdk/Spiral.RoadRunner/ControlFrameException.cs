using Spiral.Goridge;

namespace Spiral.RoadRunner;

/// <summary>The frame is well formed, but its control message is none that a worker knows.</summary>
/// <remarks>The two ends do not speak the same protocol; end the worker.</remarks>
public sealed class ControlFrameException : GoridgeException
{
    internal ControlFrameException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
