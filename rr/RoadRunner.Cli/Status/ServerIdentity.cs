namespace RoadRunner.Cli.Status;

/// <summary>Who answers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its own version.</param>
/// <param name="Protocol">The version of RoadRunner whose protocol it speaks; the same for Go RoadRunner.</param>
internal sealed record ServerIdentity(string Name, string Version, string Protocol);
