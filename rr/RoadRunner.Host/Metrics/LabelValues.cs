namespace RoadRunner.Host.Metrics;

/// <summary>Compares lists of label values: for equality as they are given, for order as the Go client sorts series.</summary>
internal static class LabelValues
{
    public static IEqualityComparer<string[]> Equality { get; } = EqualityComparer<string[]>.Create(
        static (x, y) => x.AsSpan().SequenceEqual(y),
        static values =>
        {
            var hash = default(HashCode);
            foreach (var value in values)
            {
                hash.Add(value, StringComparer.Ordinal);
            }

            return hash.ToHashCode();
        });

    /// <summary>Compares value by value in the order of the label names, by the bytes of their UTF-8.</summary>
    public static int Compare(IReadOnlyList<string> x, IReadOnlyList<string> y, IReadOnlyList<int> labelOrder)
    {
        foreach (var index in labelOrder)
        {
            var order = CompareUtf8(x[index], y[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    // UTF-8 sorts as the code points do. UTF-16 does too, but for surrogates, which stand for the greatest and are not.
    private static int CompareUtf8(string x, string y)
    {
        var length = Math.Min(x.Length, y.Length);
        var same = x.AsSpan(0, length).CommonPrefixLength(y);
        if (same == length)
        {
            return x.Length.CompareTo(y.Length);
        }

        var surrogates = char.IsSurrogate(x[same]).CompareTo(char.IsSurrogate(y[same]));
        return surrogates != 0 ? surrogates : x[same].CompareTo(y[same]);
    }
}
