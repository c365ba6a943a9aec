namespace Spiral.RoadRunner.Tcp.Hosting;

/// <summary>What one worker of the pool has done.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Uptime">How long it had been there when it said so.</param>
/// <param name="SaidAt">When it said so; at most one period ago, or the worker hangs.</param>
/// <param name="Servers">Its numbers, by server.</param>
public sealed record TcpWorkerStatus(int Pid, TimeSpan Uptime, DateTimeOffset SaidAt, IReadOnlyList<TcpServerStatistics> Servers);
