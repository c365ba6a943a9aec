namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Compares a text with an approved file.</summary>
internal static class ApprovedFile
{
    /// <summary>Fails unless the text is that of the file.</summary>
    /// <param name="text">What was received.</param>
    /// <param name="stem">The path of the file without <c>.verified.txt</c>.</param>
    public static void Match(string text, string stem)
    {
        var (verifiedFile, receivedFile) = (stem + ".verified.txt", stem + ".received.txt");
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
        throw new TranscriptMismatchException($"{Path.GetFileName(verifiedFile)} does not match {Path.GetFileName(receivedFile)}.\n{what}", receivedFile);
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
