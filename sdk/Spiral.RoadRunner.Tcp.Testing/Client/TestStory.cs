using System.Globalization;
using System.Text;

namespace Spiral.RoadRunner.Tcp.Testing;

/// <summary>Tells what led to a failure, so that nobody has to find out with a debugger.</summary>
internal static class TestStory
{
    /// <summary>What happened on one connection.</summary>
    /// <param name="headline">What is wrong.</param>
    /// <param name="client">Whose connection it is.</param>
    public static string Tell(string headline, TcpTestClient client)
    {
        var text = new StringBuilder(headline);
        Append(text, client);
        return text.ToString();
    }

    /// <summary>An event does not end.</summary>
    public static string NeverEnds(TimeSpan limit, IReadOnlyCollection<TcpTestClient> clients)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"An event has not ended after {limit.TotalSeconds:0.###} s. A handler must end; the server kills after exec_ttl. One that waits for time needs AdvanceAsync.");
        foreach (var client in clients.Where(static client => client.IsRunning))
        {
            Append(text, client);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, TcpTestClient client)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n  connection {client.RemoteEndPoint} to {client.Server}:");
        foreach (var line in client.Describe())
        {
            text.Append("\n    ").Append(line.ReplaceLineEndings("\n      "));
        }
    }
}
