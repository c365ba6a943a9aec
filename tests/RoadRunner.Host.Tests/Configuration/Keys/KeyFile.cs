using System.Text.Json;
using System.Text.RegularExpressions;

namespace RoadRunner.Host.Tests.Configuration.Keys;

/// <summary>A file that is put together of single keys.</summary>
internal static partial class KeyFile
{
    private static readonly string[] Least = ["version=3.0", "server.command=app", "tcp.servers.main.addr=:7777"];

    /// <summary>Writes a file.</summary>
    /// <param name="key">The key that it is about; the least that a file needs does not have it, and it comes last.</param>
    /// <param name="others">Further keys, each as <c>path=value</c>.</param>
    /// <param name="value">The value of the key; null leaves it out.</param>
    public static string With(string key, IEnumerable<string> others, string? value)
    {
        var root = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var line in Least.Concat(others).Where(line => !line.StartsWith($"{key}=", StringComparison.Ordinal)))
        {
            var (path, text) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            Set(root, path.Split('.'), text);
        }

        if (value is not null)
        {
            Set(root, key.Split('.'), value);
        }

        return string.Concat(root.Select(static section => $"{section.Key}: {Write(section.Value)}\n"));
    }

    private static void Set(Dictionary<string, object> section, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            section.TryAdd(path[0], value);
            return;
        }

        // A section that was said to be there, as {}, gets its keys.
        if (!section.TryGetValue(path[0], out var inner) || inner is string)
        {
            section[path[0]] = inner = new Dictionary<string, object>(StringComparer.Ordinal);
        }

        Set((Dictionary<string, object>)inner, path[1..], value);
    }

    private static string Write(object value) => value is Dictionary<string, object> section
        ? $"{{ {string.Join(", ", section.Select(static key => $"{key.Key}: {Write(key.Value)}"))} }}"
        : Plain().IsMatch((string)value) ? (string)value : JsonSerializer.Serialize((string)value);

    /// <summary>What YAML takes as it stands; <c>3.0</c> would be a number, and a version has to be a text.</summary>
    [GeneratedRegex(@"^(?!3\.0$)([\w/][\w/.-]*|-\d+|\[.*\]|\{.*\})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
