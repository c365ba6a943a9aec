namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Where a conversation is cut for a seed; always the same for the same seed.</summary>
internal static class RandomCuts
{
    private const int Most = 12;

    /// <summary>Returns positions between the bytes, in order, each once.</summary>
    public static int[] Of(int length, int seed)
    {
        if (length < 2)
        {
            return [];
        }

        // Cuts for tests: nothing here has to be unpredictable.
#pragma warning disable CA5394
        var random = new Random(seed);
        var cuts = new SortedSet<int>();
        var count = random.Next(1, Math.Min(length - 1, Most) + 1);
        for (var index = 0; index < count; index++)
        {
            cuts.Add(random.Next(1, length));
        }
#pragma warning restore CA5394

        return [.. cuts];
    }
}
