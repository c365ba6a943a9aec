using System.Text;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>Reads a file with <c>NAME=value</c> lines. No message shows a line of it, since it may hold secrets.</summary>
internal static class DotEnvFile
{
    private const int MostBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="fullPath">The file.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="namedAt">Where it is named, which messages about a missing file show.</param>
    /// <param name="environment">Gives the variables that values may refer to, besides those above them.</param>
    /// <exception cref="SourceException">It cannot be read, or one of its lines cannot.</exception>
    public static IReadOnlyDictionary<string, string> Read(string fullPath, string shown, ConfigurationPlace namedAt, SourceEnvironment environment)
    {
        var bytes = SourceFile.Read(fullPath, MostBytes, namedAt);
        try
        {
            var text = Strict.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
            return new DotEnvParser(text, shown, environment).Parse();
        }
        catch (DecoderFallbackException e)
        {
            throw new SourceException(new(shown, 0), "the file is not text in UTF-8", e);
        }
    }
}
