namespace RoadRunner.Host.Configuration.Sources;

/// <summary>The environment of the process, and below it the variables of files. Not thread-safe.</summary>
/// <param name="process">Gives a variable of the process, or null.</param>
internal sealed class SourceEnvironment(Func<string, string?> process)
{
    private readonly Dictionary<string, string> _added = NewVariables();

    /// <summary>Gets the variables of files that the process does not have.</summary>
    public IReadOnlyDictionary<string, string> Added => _added.AsReadOnly();

    /// <summary>Makes a collection of variables whose names are compared as the system does it.</summary>
    public static Dictionary<string, string> NewVariables() =>
        new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    /// <summary>Returns a variable of the process, also an empty one; null when it has none.</summary>
    public string? OfProcess(string name) => process(name);

    /// <summary>Returns a variable, or null.</summary>
    public string? Get(string name) => process(name) ?? _added.GetValueOrDefault(name);

    /// <summary>Adds the variables of a file; those that exist win.</summary>
    public void Add(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            if (process(name) is null)
            {
                _added.TryAdd(name, value);
            }
        }
    }
}
