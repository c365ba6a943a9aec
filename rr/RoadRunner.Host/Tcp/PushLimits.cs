namespace RoadRunner.Host.Tcp;

/// <summary>What bounds the memory that pushes can make the host use.</summary>
internal static class PushLimits
{
    /// <summary>The most bytes that wait for one connection, apart from the push that is being sent. One push always may wait.</summary>
    public const int MaxWaitingBytes = 1024 * 1024;

    /// <summary>The most pushes that wait for one connection.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>The longest name of a group, in characters.</summary>
    public const int MaxGroupName = 256;

    /// <summary>The most groups that one connection is in.</summary>
    public const int MaxGroupsOfConnection = 64;

    /// <summary>The most groups.</summary>
    public const int MaxGroups = 100_000;
}
