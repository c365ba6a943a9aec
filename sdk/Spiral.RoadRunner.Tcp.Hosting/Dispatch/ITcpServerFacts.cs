namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>Tells what is known of the servers that the events come from. Must be safe to use from several threads.</summary>
public interface ITcpServerFacts
{
    /// <summary>Finds out about a server.</summary>
    /// <param name="server">Its name, in lower case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known; null when nothing is.</returns>
    public ValueTask<TcpServerFacts?> FindAsync(string server, CancellationToken cancellationToken);
}
