namespace RoadRunner.Cli.Status;

/// <summary>One TCP server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Framing">How bytes become events.</param>
/// <param name="Connections">How many are open; null when the server does not say.</param>
internal sealed record ServerStatus(string Name, string Framing, int? Connections);
