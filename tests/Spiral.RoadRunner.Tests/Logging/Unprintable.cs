namespace Spiral.RoadRunner.Tests.Logging;

/// <summary>A value that a program can hand to a logger by mistake.</summary>
internal sealed class Unprintable
{
    public override string ToString() => throw new NotSupportedException("no text");
}
