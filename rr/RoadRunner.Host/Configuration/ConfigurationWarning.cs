namespace RoadRunner.Host.Configuration;

/// <summary>Something in a configuration file that does not stop the host but does not do what its writer may expect.</summary>
/// <param name="Path">The key, in dots: <c>tcp.pool.max_jobs</c>.</param>
/// <param name="File">The file, as its path was given to <see cref="ConfigurationLoader.Load(string, Func{string, string?})"/>.</param>
/// <param name="Line">The line of the key, counted from 1.</param>
/// <param name="Message">What happens instead, as a sentence whose subject is the key.</param>
public sealed record ConfigurationWarning(string Path, string File, int Line, string Message)
{
    /// <summary>Returns the whole sentence: <c>tcp.pool.max_jobs (.rr.yaml:12) is not supported …</c>.</summary>
    public override string ToString() => $"{Path} ({File}:{Line}) {Message}";
}
