namespace RoadRunner.Host.Configuration;

/// <summary>The configuration file cannot be used. The message lists every error that was found, one per line.</summary>
public sealed class ConfigurationException : Exception
{
    internal ConfigurationException(IReadOnlyList<ConfigurationError> errors, Exception? inner = null)
        : base(string.Join('\n', errors), inner) => Errors = errors;

    /// <summary>Gets the errors in the order of their lines; at least one.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }
}
