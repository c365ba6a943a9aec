namespace RoadRunner.Host.Configuration;

/// <summary>Something in a configuration that does not stop the host but does not do what its writer may expect.</summary>
/// <param name="Path">The key, in dots: <c>tcp.pool.max_jobs</c>.</param>
/// <param name="Place">The file, as its path was given to <see cref="ConfigurationLoader"/>, and the line of the key; or the override.</param>
/// <param name="Message">What happens instead, as a sentence whose subject is the key.</param>
public sealed record ConfigurationWarning(string Path, ConfigurationPlace Place, string Message)
{
    /// <summary>Returns the whole sentence: <c>tcp.pool.max_jobs (.rr.yaml:12) is not supported …</c>, for an override <c>-o tcp.pool.max_jobs is not supported …</c>.</summary>
    public override string ToString() => Place.Line == 0 ? $"{Place} {Message}" : $"{Path} ({Place}) {Message}";
}
