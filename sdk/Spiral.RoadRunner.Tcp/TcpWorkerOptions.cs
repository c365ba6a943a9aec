using System.Text;

namespace Spiral.RoadRunner.Tcp;

/// <summary>Settings of a TCP worker.</summary>
public sealed class TcpWorkerOptions : WorkerOptions
{
    /// <summary>The default of <see cref="ErrorText"/>.</summary>
    public const string DefaultErrorText = "Something went wrong\r\n";

    /// <summary>The longest <see cref="ErrorText"/>, in bytes of UTF-8: it fits into the smallest payload limit that a relay can have.</summary>
    public const int MaxErrorTextBytes = 1000;

    /// <summary>Gets what a client is told before its connection is closed when a handler throws.</summary>
    /// <value>
    /// Default <see cref="DefaultErrorText"/>; at most <see cref="MaxErrorTextBytes"/> bytes of UTF-8; empty closes without a word. The
    /// details of the exception never reach the client.
    /// </value>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public string ErrorText
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            var bytes = Encoding.UTF8.GetByteCount(value);
            field = bytes <= MaxErrorTextBytes
                ? value
                : throw new ArgumentException($"The error text has {bytes} bytes, the limit is {MaxErrorTextBytes}.", nameof(value));
        }
    } = DefaultErrorText;
}
