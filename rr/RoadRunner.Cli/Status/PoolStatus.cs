namespace RoadRunner.Cli.Status;

/// <summary>The workers of a plugin.</summary>
/// <param name="Name">The plugin, such as <c>tcp</c>.</param>
/// <param name="Workers">How many there are.</param>
/// <param name="States">How many are in each state, by RoadRunner's name of it; states that nobody is in are not there.</param>
/// <param name="Pids">Their processes, in order.</param>
internal sealed record PoolStatus(string Name, int Workers, IReadOnlyDictionary<string, int> States, IReadOnlyList<int> Pids);
