using System.Runtime.CompilerServices;

namespace RoadRunner.TestKit;

/// <summary>Compares texts with approved files that stand beside the tests.</summary>
/// <remarks>
/// The approved file of <c>Match(text, "help")</c> in <c>CliTests.cs</c> is <c>CliTests.help.verified.txt</c>. When the text
/// differs, <c>CliTests.help.received.txt</c> is written; to approve it, rename it over the verified file.
/// </remarks>
public static class Snapshot
{
    /// <summary>Fails unless the text is the approved one.</summary>
    /// <param name="text">What the code under test made; clocks, ports and the like already scrubbed.</param>
    /// <param name="name">Tells the snapshots of one test class apart.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    /// <exception cref="SnapshotMismatchException">The text differs, or nothing has been approved yet.</exception>
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var stem = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{name}");
        var verifiedFile = stem + ".verified.txt";
        var receivedFile = stem + ".received.txt";
        var received = Normalize(text);
        var verified = File.Exists(verifiedFile) ? Normalize(File.ReadAllText(verifiedFile)) : null;
        if (received == verified)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        var what = verified is null
            ? $"Nothing has been approved yet. Received:\n{received}"
            : $"Lines with - are approved, lines with + were received:\n{LineDifference.Describe(verified.Split('\n'), received.Split('\n'))}";
        throw new SnapshotMismatchException($"{Path.GetFileName(verifiedFile)} does not match {Path.GetFileName(receivedFile)}.\n{what}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
