namespace RoadRunner.Host.Workers;

/// <summary>What can be seen of a worker from outside, at one moment.</summary>
/// <param name="Pid">The process id.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Executions">How many events it has been given, in all.</param>
/// <param name="Created">When it had completed the handshake, in UTC.</param>
public sealed record WorkerInfo(int Pid, WorkerState State, long Executions, DateTimeOffset Created);
