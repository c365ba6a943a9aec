namespace RoadRunner.Host.Logging;

/// <summary>The log cannot be written where the configuration wants it. The message says which key of which file.</summary>
public sealed class LogStartException : Exception
{
    internal LogStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
