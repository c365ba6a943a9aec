using YamlDotNet.RepresentationModel;

namespace RoadRunner.Host.Configuration.Sources;

/// <summary>A value, and the layer it comes from.</summary>
/// <param name="Layer">The layer, which knows the place.</param>
/// <param name="Node">The value.</param>
internal readonly record struct LayerNode(ConfigurationLayer Layer, YamlNode Node);
