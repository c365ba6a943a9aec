namespace Spiral.RoadRunner.Rpc;

/// <summary>What a plugin says about itself.</summary>
/// <param name="Code">An HTTP status code; 200 is fine.</param>
/// <param name="Message">More words, usually empty.</param>
public sealed record PluginStatus(long Code, string Message);
