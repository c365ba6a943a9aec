namespace RoadRunner.Host.Rpc.Gob;

/// <summary>A worker as Go's list of workers has it; the field for its command is always empty.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Status">The number of its state.</param>
/// <param name="Executions">How many events it has answered.</param>
/// <param name="CreatedNanoseconds">Its start, since 1970.</param>
/// <param name="MemoryBytes">Its resident memory.</param>
/// <param name="CpuPercent">Its average load since the start.</param>
/// <param name="StatusText">The name of its state.</param>
internal readonly record struct GobWorker(
    int Pid, int Status, ulong Executions, long CreatedNanoseconds, ulong MemoryBytes, double CpuPercent, string StatusText);
