namespace RoadRunner.Host.Locks;

/// <summary>The texts of refused lock requests. The first one is RoadRunner's, the others have no counterpart there.</summary>
internal static class LockErrors
{
    public const string EmptyId = "empty ID is not allowed";

    public static LockException NegativeTtl(long microseconds) =>
        new($"ttl must not be negative, it is {microseconds} microseconds");

    public static LockException NameTooLong(string what, int length, int limit) =>
        new($"the {what} has {length} characters; the limit is {limit}");

    public static LockException TooManyWaiters(int limit) =>
        new($"too many requests wait for the resource; the limit is {limit}");

    public static LockException TooManyEntries(int limit) =>
        new($"too many locks are held and waited for; the limit is {limit}");
}
