namespace RoadRunner.Integration.Fixture;

/// <summary>An event that a worker has been given.</summary>
/// <param name="Pid">Which worker.</param>
/// <param name="Server">The server of the connection.</param>
/// <param name="Uuid">The connection.</param>
/// <param name="Event">Connected, Data or Close.</param>
/// <param name="Length">Of the body.</param>
/// <param name="Text">How the body begins; line ends as <c>\r\n</c>.</param>
internal sealed record JournalEntry(int Pid, string Server, string Uuid, string Event, int Length, string Text)
{
    public bool IsClose => Event == "Close";

    public static JournalEntry Parse(int pid, string line)
    {
        var words = line.Split(' ', 5);
        return new JournalEntry(pid, words[0], words[1], words[2], int.Parse(words[3], provider: null), words[4]);
    }
}
