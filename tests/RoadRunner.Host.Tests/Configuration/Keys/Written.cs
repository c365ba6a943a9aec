using System.Globalization;
using System.Text;
using RoadRunner.Host.Configuration;

namespace RoadRunner.Host.Tests.Configuration.Keys;

/// <summary>Values of the configuration in the units of its keys.</summary>
internal static class Written
{
    private const int BytesPerMiB = 1024 * 1024;

    public static string Text(string? value) => string.IsNullOrEmpty(value) ? ConfigurationKey.None : value;

    public static string Words(IEnumerable<string> words) => string.Join(' ', words);

    public static string List<T>(IEnumerable<T> values) => string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", values)}]");

    public static string Map(IReadOnlyDictionary<string, string> values) => values.Count == 0 ? ConfigurationKey.None : string.Join(", ", values.Select(static pair => $"{pair.Key}: {pair.Value}"));

    public static string Duration(TimeSpan value) => value.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds}ms");

    public static string Duration(TimeSpan? value) => value is { } time ? Duration(time) : ConfigurationKey.None;

    public static string Number(int? value) => value is { } number ? number.ToString(CultureInfo.InvariantCulture) : ConfigurationKey.None;

    public static string MiB(long bytes) => bytes % BytesPerMiB == 0 ? Number((int)(bytes / BytesPerMiB)) : $"{bytes} bytes";

    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>Writes a word of the file: <c>StopWorld</c> is <c>stop_world</c>.</summary>
    public static string Word<T>(T? value)
        where T : struct, Enum => value is { } word ? System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()) : ConfigurationKey.None;

    public static string Bytes(ReadOnlyMemory<byte> value) => Encoding.UTF8.GetString(value.Span);

    public static string Places(IEnumerable<LogDestination> places) => List(places.Select(static place => place.Kind switch
    {
        LogDestinationKind.StandardOutput => "stdout",
        LogDestinationKind.StandardError => "stderr",
        _ => place.Path,
    }));

    public static string Level(Microsoft.Extensions.Logging.LogLevel level) => level switch
    {
        Microsoft.Extensions.Logging.LogLevel.Information => "info",
        Microsoft.Extensions.Logging.LogLevel.Warning => "warn",
        Microsoft.Extensions.Logging.LogLevel.Critical => "panic",
        _ => level.ToString().ToLowerInvariant(),
    };
}
