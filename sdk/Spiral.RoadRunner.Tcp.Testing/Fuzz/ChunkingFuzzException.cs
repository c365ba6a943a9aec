using System.Globalization;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>An application answers otherwise when the network cuts what a client says in another way.</summary>
public sealed class ChunkingFuzzException : Exception
{
    private const int MostColumn = 70;
    private const int MostCutsShown = 40;

    internal ChunkingFuzzException(string delivery, IReadOnlyList<int> cuts, string expected, string actual)
        : base(Describe(delivery, cuts, expected, actual)) => (Delivery, Cuts, Expected, Actual) = (delivery, cuts, expected, actual);

    /// <summary>Gets how the conversation was cut: <c>byte by byte</c>, <c>seed 17</c>.</summary>
    public string Delivery { get; }

    /// <summary>Gets before which bytes the conversation was cut, counted from 0.</summary>
    public IReadOnlyList<int> Cuts { get; }

    /// <summary>Gets the transcript of the conversation said whole.</summary>
    public string Expected { get; }

    /// <summary>Gets the transcript of the conversation that was cut.</summary>
    public string Actual { get; }

    private static string Describe(string delivery, IReadOnlyList<int> cuts, string expected, string actual)
    {
        var text = new StringBuilder();
        var more = cuts.Count > MostCutsShown ? ", ..." : "";
        text.Append(CultureInfo.InvariantCulture, $"The answers depend on how the conversation is cut ({delivery}, before byte {string.Join(", ", cuts.Take(MostCutsShown))}{more}).");
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var width = Math.Min(MostColumn, left.Append("whole").Max(static line => line.Length));
        text.Append(CultureInfo.InvariantCulture, $"\n    {"whole".PadRight(width)} | {delivery}");
        for (var index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            var (before, after) = (index < left.Length ? left[index] : "", index < right.Length ? right[index] : "");
            text.Append(CultureInfo.InvariantCulture, $"\n  {(before == after ? ' ' : '!')} {Fit(before, width).PadRight(width)} | {after}");
        }

        return text.ToString();
    }

    private static string Fit(string line, int width) => line.Length <= width ? line : line[..width];
}
