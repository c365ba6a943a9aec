namespace RoadRunner.Host.Rpc.Gob;

/// <summary>What bounds the work and the memory that a gob body can ask for; far more than any argument of the calls that are served.</summary>
internal static class GobLimits
{
    /// <summary>The most types that one body defines.</summary>
    public const int MaxTypes = 64;

    /// <summary>The most fields of one structure.</summary>
    public const int MaxFields = 256;

    /// <summary>How deep slices and structures may lie in one another.</summary>
    public const int MaxDepth = 16;

    /// <summary>The first number that a type may be given; smaller ones are those of the format itself.</summary>
    public const int FirstType = 64;
}
