namespace RoadRunner.Host.Tcp;

/// <summary>Why a client is not served.</summary>
/// <param name="Name">The short word it is counted by.</param>
/// <param name="Text">The reason in the log.</param>
internal sealed record Refusal(string Name, string Text)
{
    /// <summary>Gets the refusal of a client that came too late.</summary>
    public static Refusal Stop { get; } = new("stop", "the host is stopping") { IsQuiet = true };

    /// <summary>Gets whether only those who debug hear of it.</summary>
    public bool IsQuiet { get; init; }
}
