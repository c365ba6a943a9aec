namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>What ends the part of a reply that is waited for.</summary>
internal enum ReplyCutKind
{
    Until,
    Count,
    Expected,
    End,
}
