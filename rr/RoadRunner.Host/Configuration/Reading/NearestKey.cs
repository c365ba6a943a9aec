namespace RoadRunner.Host.Configuration.Reading;

/// <summary>Finds the key that was probably meant.</summary>
internal static class NearestKey
{
    private const int ShortestPart = 3;

    /// <summary>Returns the candidate with the fewest slips of the keyboard, else one that contains the key or is contained, else null.</summary>
    public static string? Find(string key, IEnumerable<string> candidates)
    {
        key = key.ToLowerInvariant();
        return candidates.Where(candidate => IsNear(key, candidate)).MinBy(candidate => Distance(key, candidate))
            ?? candidates.Where(candidate => IsPart(key, candidate)).MinBy(candidate => Math.Abs(candidate.Length - key.Length));
    }

    /// <summary>Tells whether so few slips lie between two keys that one may be meant for the other: one per three letters.</summary>
    public static bool IsNear(string key, string candidate) => Distance(key, candidate) <= Math.Max(1, key.Length / 3);

    /// <summary>Counts the letters to insert, delete, replace or swap with their neighbour.</summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1),
                        rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    private static bool IsPart(string key, string candidate) =>
        Math.Min(key.Length, candidate.Length) >= ShortestPart
        && (key.Contains(candidate, StringComparison.Ordinal) || candidate.Contains(key, StringComparison.Ordinal));
}
