namespace RoadRunner.Host.KeyValue;

/// <summary>A storage cannot be set up with what its configuration names. The message says which key of which file.</summary>
public sealed class KeyValueStartException : Exception
{
    internal KeyValueStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
