using Spiral.Goridge;

namespace RoadRunner.Host;

/// <summary>Relative paths of the configuration mean its directory, wherever the host was started.</summary>
internal static class WorkingDirectory
{
    public static RelayAddress Resolve(RelayAddress address, string directory) => address.Kind == RelayKind.Unix
        ? RelayAddress.Unix(Path.GetFullPath(address.Path, directory))
        : address;
}
