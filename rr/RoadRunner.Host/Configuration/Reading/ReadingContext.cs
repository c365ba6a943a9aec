using RoadRunner.Host.Configuration.Sources;

namespace RoadRunner.Host.Configuration.Reading;

/// <summary>What one run over the sources shares: the environment it expands with, and what it has found so far.</summary>
/// <param name="environment">Gives the value of an environment variable, or null.</param>
internal sealed class ReadingContext(Func<string, string?> environment)
{
    private readonly List<string> _files = [];
    private readonly List<ConfigurationError> _errors = [];
    private readonly List<ConfigurationWarning> _warnings = [];

    public IReadOnlyList<ConfigurationWarning> Warnings => InOrder(_warnings, static warning => warning.Place);

    /// <summary>Makes a file known; faults are listed in the order in which their files became known, and by their lines.</summary>
    public void AddFile(string file) => _files.Add(file);

    /// <summary>Adds an error; a second one that is the same is left out, since some keys are read before the rest.</summary>
    public void Error(string path, ConfigurationPlace place, string message)
    {
        var key = $"{path}: ";

        // The place of an override says its key already.
        var text = place == OverrideText.PlaceOf(path) && message.StartsWith(key, StringComparison.Ordinal) ? message[key.Length..] : message;
        var error = new ConfigurationError(path, place, text);
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }
    }

    public void Warn(string path, ConfigurationPlace place, string message) => _warnings.Add(new ConfigurationWarning(path, place, message));

    /// <summary>Replaces the variables in a text; null after an error, which is then on the list and does not show a secret text.</summary>
    public string? Expand(string path, ConfigurationPlace place, string text, bool secret = false)
    {
        if (VariableExpansion.TryExpand(text, environment, out var expanded, out var error))
        {
            return expanded;
        }

        const string hidden = "the value, which is not shown here, has a \"${\" that is no variable; write $NAME, ${NAME} or ${NAME:-default}";
        Error(path, place, $"{path}: {(secret ? hidden : error)}");
        return null;
    }

    /// <summary>Makes a context with the same environment whose errors nobody hears of.</summary>
    public ReadingContext Silent() => new(environment);

    public void ThrowIfFailed()
    {
        if (_errors.Count > 0)
        {
            throw Failure();
        }
    }

    /// <summary>Makes the exception for a fault after which nothing can be read any further.</summary>
    public ConfigurationException Fatal(ConfigurationPlace place, string message, Exception? inner = null)
    {
        Error("", place, message);
        return Failure(inner);
    }

    private ConfigurationException Failure(Exception? inner = null) => new(InOrder(_errors, static error => error.Place), inner);

    private IReadOnlyList<T> InOrder<T>(List<T> faults, Func<T, ConfigurationPlace> placeOf)
    {
        return [.. faults.OrderBy(fault => Rank(placeOf(fault).File)).ThenBy(fault => placeOf(fault).Line)];

        int Rank(string? file) => file is not null && _files.IndexOf(file) is >= 0 and var index ? index : int.MaxValue;
    }
}
