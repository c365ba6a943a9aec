namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>A line of a capture file is no record.</summary>
public sealed class CaptureFormatException : Exception
{
    internal CaptureFormatException(string path, int line, int column, string reason, Exception? innerException = null)
        : base($"{path}, line {line}, column {column}: {reason}", innerException) => (Path, Line, Column) = (path, line, column);

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the line, from 1.</summary>
    public int Line { get; }

    /// <summary>Gets the place in the line in bytes, from 1.</summary>
    public int Column { get; }
}
