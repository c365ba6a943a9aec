using System.Globalization;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>Reads files up to a bound; pipes and devices too, which do not know their length.</summary>
internal static class SourceFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="fullPath">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="place">The place that an error names.</param>
    /// <exception cref="SourceException">There is no such file, it cannot be read, or it is too large.</exception>
    public static byte[] Read(string fullPath, int most, ConfigurationPlace place)
    {
        try
        {
            using var file = File.OpenRead(fullPath);
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > most)
                {
                    throw new SourceException(place, string.Create(CultureInfo.InvariantCulture, $"the file is larger than {most} bytes, the limit (looked at {fullPath})"));
                }
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SourceException(place, $"there is no such file (looked for {fullPath})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SourceException(place, $"the file cannot be read: {e.Message}", e);
        }
    }
}
