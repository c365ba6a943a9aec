namespace RoadRunner.Host.Configuration;

/// <summary>Where a part of a configuration was written: a line of a file, or an override of the command line.</summary>
/// <param name="File">The file, as its path was given; for an override the flag with its key, <c>-o tcp.pool.num_workers</c>; null for a configuration that was made in code.</param>
/// <param name="Line">The line, counted from 1; 0 when it is the file as a whole, an override, or nothing.</param>
public readonly record struct ConfigurationPlace(string? File, int Line)
{
    /// <summary>Gets whether there is no such place: the configuration was made in code.</summary>
    public bool IsNone => File is null;

    /// <summary>Gets the place behind a space and in parentheses, with the name of the file without its directory; empty when there is none.</summary>
    internal string Suffix => IsNone ? "" : $" ({this with { File = Line == 0 ? File : Path.GetFileName(File) }})";

    /// <summary>Returns the place for a message about another one: <c>on line 14</c> of the same file, otherwise with the file.</summary>
    internal string SeenFrom(ConfigurationPlace other) => Line == 0 ? $"by {this}" : File == other.File ? $"on line {Line}" : $"at {this}";

    /// <summary>Returns the place as compilers write it: <c>.rr.yaml:14</c>; empty when there is none.</summary>
    public override string ToString() => Line == 0 ? File ?? "" : $"{File}:{Line}";
}
