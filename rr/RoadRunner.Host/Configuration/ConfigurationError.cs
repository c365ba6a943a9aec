namespace RoadRunner.Host.Configuration;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Path">The key or section concerned, in dots: <c>tcp.pool.num_workers</c>; empty when it is the file as a whole.</param>
/// <param name="Place">The file, as its path was given to <see cref="ConfigurationLoader"/>, and the line; or the override.</param>
/// <param name="Message">What is wrong and what would be right, without the place.</param>
public sealed record ConfigurationError(string Path, ConfigurationPlace Place, string Message)
{
    /// <summary>Returns the error with its place, as compilers write it: <c>.rr.yaml:14: message</c>.</summary>
    public override string ToString() => $"{Place}: {Message}";
}
