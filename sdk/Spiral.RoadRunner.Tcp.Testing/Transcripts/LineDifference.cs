using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>The difference of two texts, line by line, with a little of what is around it.</summary>
internal static class LineDifference
{
    private const int ContextLines = 2;

    public static string Describe(string[] before, string[] after)
    {
        var lines = Compare(before, after);
        var text = new StringBuilder();
        var skipped = false;
        for (var index = 0; index < lines.Count; index++)
        {
            var isNear = lines.Skip(index - ContextLines).Take((2 * ContextLines) + 1 + Math.Min(0, index - ContextLines)).Any(line => line.Mark != ' ');
            if (isNear)
            {
                text.Append(lines[index].Mark).Append(' ').Append(lines[index].Text).Append('\n');
            }
            else if (!skipped)
            {
                text.Append("  …\n");
            }

            skipped = !isNear;
        }

        return text.ToString();
    }

    // The textbook table of longest common subsequences; snapshots are small.
    private static List<(char Mark, string Text)> Compare(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var row = before.Length - 1; row >= 0; row--)
        {
            for (var column = after.Length - 1; column >= 0; column--)
            {
                common[row, column] = before[row] == after[column]
                    ? common[row + 1, column + 1] + 1
                    : Math.Max(common[row + 1, column], common[row, column + 1]);
            }
        }

        var lines = new List<(char Mark, string Text)>();
        var (left, right) = (0, 0);
        while (left < before.Length || right < after.Length)
        {
            if (left < before.Length && right < after.Length && before[left] == after[right])
            {
                lines.Add((' ', before[left++]));
                right++;
            }
            else if (right == after.Length || (left < before.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(('-', before[left++]));
            }
            else
            {
                lines.Add(('+', after[right++]));
            }
        }

        return lines;
    }
}
