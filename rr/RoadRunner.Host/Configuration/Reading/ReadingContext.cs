namespace RoadRunner.Host.Configuration.Reading;

/// <summary>What one run over a file shares: the environment it expands with, and what it has found so far.</summary>
internal sealed class ReadingContext(string file, Func<string, string?> environment)
{
    private readonly List<ConfigurationError> _errors = [];
    private readonly List<ConfigurationWarning> _warnings = [];

    public string File { get; } = file;

    public IReadOnlyList<ConfigurationWarning> Warnings => [.. _warnings.OrderBy(warning => warning.Line)];

    public void Error(string path, int line, string message) => _errors.Add(new ConfigurationError(path, File, line, message));

    public void Warn(string path, int line, string message) => _warnings.Add(new ConfigurationWarning(path, File, line, message));

    /// <summary>Replaces the variables in a text; null after an error, which is then on the list and does not show a secret text.</summary>
    public string? Expand(string path, int line, string text, bool secret = false)
    {
        if (VariableExpansion.TryExpand(text, environment, out var expanded, out var error))
        {
            return expanded;
        }

        const string hidden = "the value, which is not shown here, has a \"${\" that is no variable; write $NAME, ${NAME} or ${NAME:-default}";
        Error(path, line, $"{path}: {(secret ? hidden : error)}");
        return null;
    }

    /// <summary>Makes a context with the same environment whose errors nobody hears of.</summary>
    public ReadingContext Silent() => new(File, environment);

    public void ThrowIfFailed()
    {
        if (_errors.Count > 0)
        {
            throw Failure();
        }
    }

    /// <summary>Makes the exception for a file of which nothing can be read any further.</summary>
    public ConfigurationException Fatal(int line, string message, Exception? inner = null)
    {
        Error("", line, message);
        return Failure(inner);
    }

    private ConfigurationException Failure(Exception? inner = null) => new([.. _errors.OrderBy(error => error.Line)], inner);
}
