namespace Spiral.RoadRunner.Tcp.Tests;

/// <summary>The two loops, which have to behave alike.</summary>
public enum LoopKind
{
    Run,
    RunAsync,
}
