namespace RoadRunner.Cli.Status;

/// <summary>What handles the events of one TCP server, summed up over the workers that are there.</summary>
/// <param name="Name">The TCP server.</param>
/// <param name="Status"><c>running</c> when a worker of it takes events; otherwise <c>starting</c>, <c>crashed</c> or <c>stopped</c>, after the states of its workers.</param>
/// <param name="Class">The types that handle; empty for functions.</param>
/// <param name="Pids">The workers, in order.</param>
/// <param name="Uptime">How long the oldest of them had been there when it said so, in seconds.</param>
/// <param name="Requests">Messages that were handled.</param>
/// <param name="Errors">Events that failed.</param>
/// <param name="InFlight">Events that were being handled.</param>
/// <param name="AvgResponseTime">How long an event took on average, in seconds.</param>
/// <param name="BytesReceived">Bytes of events.</param>
/// <param name="BytesSent">Bytes of answers.</param>
/// <param name="Storage">Where it was said.</param>
internal sealed record ServiceStatus(
    string Name,
    string Status,
    string Class,
    IReadOnlyList<int> Pids,
    double Uptime,
    long Requests,
    long Errors,
    long InFlight,
    double AvgResponseTime,
    long BytesReceived,
    long BytesSent,
    string Storage);
