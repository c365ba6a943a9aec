namespace Spiral.RoadRunner.Tcp;

/// <summary>Settings of a TCP worker.</summary>
public sealed class TcpWorkerOptions : WorkerOptions
{
    /// <summary>The default of <see cref="ErrorText"/>.</summary>
    public const string DefaultErrorText = "Something went wrong\r\n";

    /// <summary>Gets what a client is told before its connection is closed when a handler throws.</summary>
    /// <value>Default <see cref="DefaultErrorText"/>; empty closes without a word. The details of the exception never reach the client.</value>
    public string ErrorText { get; init; } = DefaultErrorText;
}
