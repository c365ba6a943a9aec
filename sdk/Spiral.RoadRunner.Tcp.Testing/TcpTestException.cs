namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What a test expects has not come. The message tells what was sent, which worker got which event, and what each was answered.</summary>
public sealed class TcpTestException : Exception
{
    internal TcpTestException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
