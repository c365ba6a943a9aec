namespace RoadRunner.Host.Configuration;

/// <summary>One thing that is wrong with a configuration file.</summary>
/// <param name="Path">The key or section concerned, in dots: <c>tcp.pool.num_workers</c>; empty when it is the file as a whole.</param>
/// <param name="File">The file, as its path was given to <see cref="ConfigurationLoader.Load(string, Func{string, string?})"/>.</param>
/// <param name="Line">The line, counted from 1; 0 when it is the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right, without the place.</param>
public sealed record ConfigurationError(string Path, string File, int Line, string Message)
{
    /// <summary>Returns the error with its place, as compilers write it: <c>.rr.yaml:14: message</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
