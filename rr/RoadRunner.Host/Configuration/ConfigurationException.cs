namespace RoadRunner.Host.Configuration;

/// <summary>The configuration cannot be used. The message lists every error that was found, one per line.</summary>
public sealed class ConfigurationException : Exception
{
    internal ConfigurationException(IReadOnlyList<ConfigurationError> errors, Exception? inner = null)
        : base(string.Join('\n', errors), inner) => Errors = errors;

    /// <summary>Gets the errors in the order of the files and their lines, those of overrides last; at least one.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }
}
