namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What a server has had handled by this worker until one moment.</summary>
/// <param name="Server">The name of the server.</param>
/// <param name="Events">Events that have been answered: connections that came or went, and data.</param>
/// <param name="Errors">How many of them have failed.</param>
/// <param name="Messages">Messages that handlers have got.</param>
/// <param name="BytesReceived">Bytes of events.</param>
/// <param name="BytesSent">Bytes of answers.</param>
/// <param name="InFlight">Events that are being handled.</param>
/// <param name="TotalTime">How long the answered events took together.</param>
public sealed record TcpServerStatistics(
    string Server, long Events, long Errors, long Messages, long BytesReceived, long BytesSent, long InFlight, TimeSpan TotalTime)
{
    /// <summary>Gets the services that handle the events of the server: their full names, with commas.</summary>
    /// <value>Empty when functions do.</value>
    public string Service { get; init => field = value ?? ""; } = "";

    /// <summary>Gets how long an event took on average; zero when there was none.</summary>
    public TimeSpan AverageTime => Events == 0 ? TimeSpan.Zero : TotalTime / Events;
}
